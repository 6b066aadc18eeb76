package dev.covector.laws;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Defaults;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.JitOptions;
import dev.covector.StateException;
import dev.covector.Tensor;
import dev.covector.TracerException;
import dev.covector.TransformException;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls of a jitted function after its first: they take a path without look-ups. */
class PreparedCallTest {
  /** No record. */
  private static final class Plain {
    final Tensor weights = Tensor.of(new float[] {1, 2});
  }

  private record Layer(Tensor w, Tensor b) {}

  private record Model(Layer first, List<Layer> rest, Map<String, Tensor> more, String name) {}

  private static Tensor of(float... values) {
    return Tensor.of(values);
  }

  private static Model model(float value, String name) {
    Layer layer = new Layer(of(value, 1), of(2, value));
    Map<String, Tensor> more = new HashMap<>();
    more.put("b", of(value));
    more.put("a", of(3 * value));
    return new Model(layer, List.of(layer, layer), more, name);
  }

  @Test
  void nestedTreesComeBackAsTheyAre() {
    Jit1<Model, Model> twice =
        jit((Model m) -> Tree.map((Object x) -> x instanceof Tensor t ? t.times(2) : x, m));
    for (int i = 1; i < 6; i++) {
      Model out = twice.apply(model(i, "model"));
      assertArrayEquals(new float[] {2 * i, 2}, out.first().w().toFloatArray());
      assertArrayEquals(new float[] {4, 2 * i}, out.rest().get(1).b().toFloatArray());
      assertArrayEquals(new float[] {6 * i}, out.more().get("a").toFloatArray());
      assertArrayEquals(new float[] {2 * i}, out.more().get("b").toFloatArray());
      assertEquals("model", out.name());
    }
    assertEquals("other", twice.apply(model(1, "other")).name());
    assertEquals("model", twice.apply(model(1, "model")).name());
    assertEquals(2, twice.statistics().misses());
    assertEquals(5, twice.statistics().hits());
  }

  @Test
  void otherStructuresTypesAndKeysAreOtherSignatures() {
    Jit1<Object, Tensor> sum =
        jit(
            (Object tree) ->
                Tree.leaves(tree).stream()
                    .map(x -> ((Tensor) x).sum())
                    .reduce(Tensor::plus)
                    .orElseThrow());
    List<Object> trees = new ArrayList<>();
    trees.add(of(1, 2));
    trees.add(of(1, 2, 3));
    trees.add(Tensor.of(new int[] {4, 5}));
    trees.add(List.of(of(1), of(2)));
    trees.add(new Tensor[] {of(1), of(2)});
    trees.add(Map.of("a", of(1), "b", of(2)));
    trees.add(Map.of("a", of(1), "c", of(2)));
    trees.add(new TreeMap<>(Map.of("a", of(1), "b", of(2))));
    trees.add(Map.of(1, of(1), 2, of(2)));
    trees.add(new TreeMap<>(Map.of(1, of(1), 2, of(2))));
    trees.add(new Layer(of(1), of(2)));
    trees.add(Optional.of(of(3)));
    trees.add(Tensor.of(7f)); // weak
    float[] expected = {3, 6, 9, 3, 3, 3, 3, 3, 3, 3, 3, 3, 7};
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < trees.size(); i++) {
        for (int again = 0; again < 2; again++) {
          assertEquals(expected[i], sum.apply(trees.get(i)).toFloatArray()[0], "tree " + i);
        }
      }
    }
    assertEquals(11, sum.statistics().misses()); // the kind of map is no part of a structure
  }

  @Test
  void hostArraysAndStaticArgumentsTakeThePathToo() {
    Jit2<Tensor, @Nullable Integer, Tensor> times =
        jit(
            (Tensor x, @Nullable Integer n) -> n == null ? x : x.times(n),
            JitOptions.DEFAULT.withStatic(1));
    for (int round = 0; round < 3; round++) {
      assertArrayEquals(new float[] {2, 6}, times.apply(of(1, 3), 2).toFloatArray());
      assertArrayEquals(new float[] {1, 3}, times.apply(of(1, 3), null).toFloatArray());
      assertArrayEquals(new float[] {3, 9}, times.apply(of(1, 3), 3).toFloatArray());
    }
    assertEquals(3, times.statistics().misses());
    Jit1<Object, Tensor> sum = jit((Object x) -> ((Tensor) x).sum());
    for (int i = 0; i < 3; i++) {
      assertEquals(3f, sum.apply(new float[] {1, 2}).toFloatArray()[0]);
    }
    assertEquals(1, sum.statistics().misses());
  }

  @Test
  void settingsAndTracesAreNoticed() {
    Jit1<Tensor, Tensor> f = jit((Tensor x) -> x.times(x).plus(Defaults.floating().byteSize()));
    for (int i = 0; i < 3; i++) {
      assertEquals(13f, f.apply(of(3)).toFloatArray()[0]);
      assertEquals(17f, Defaults.wide(() -> f.apply(of(3))).toFloatArray()[0]);
      assertEquals(6f, grad((Tensor x) -> f.apply(x).sum()).apply(of(3)).toFloatArray()[0]);
      assertEquals(13f, vmap(f).apply(Tensor.of(new float[][] {{3}})).toFloatArray()[0]);
      assertEquals(13f, jit(f).apply(of(3)).toFloatArray()[0]);
      assertEquals(13f, Defaults.onBackend("reference", () -> f.apply(of(3))).toFloatArray()[0]);
    }
  }

  @Test
  void errorsAreTheSameAsInTheFirstCallAndLeaveNothingBroken() {
    Jit1<Tensor, Tensor> f = jit((Tensor x) -> x.plus(1), JitOptions.named("f"));
    f.apply(of(1));
    Tensor closed = of(1);
    closed.close();
    StateException e = assertThrows(StateException.class, () -> f.apply(closed));
    assertTrue(e.getMessage().contains("f: the operand f32[1] was closed before"), e.getMessage());
    List<Tensor> escaped = new ArrayList<>();
    jit((Tensor x) -> {
          escaped.add(x);
          return x;
        })
        .apply(of(1));
    assertThrows(TracerException.class, () -> f.apply(escaped.getFirst()));
    assertEquals(2f, f.apply(of(1)).toFloatArray()[0]);
  }

  @Test
  void donatedArgumentsAreCheckedEveryTime() {
    Tensor captured = of(5, 5);
    Jit2<Tensor, Tensor, Tensor> f =
        jit(
            (Tensor x, Tensor y) -> x.plus(y).plus(captured),
            JitOptions.named("step").withDonated(0));
    for (int i = 0; i < 3; i++) {
      Tensor x = of(i, 1);
      Tensor y = of(1, 1);
      assertArrayEquals(new float[] {6 + i, 7}, f.apply(x, y).toFloatArray());
      StateException used = assertThrows(StateException.class, () -> x.plus(y));
      assertTrue(used.getMessage().contains("was donated to jit step before"), used.getMessage());
      assertThrows(StateException.class, () -> f.apply(x, y));
      StateException twice = assertThrows(StateException.class, () -> f.apply(y, y));
      assertTrue(twice.getMessage().contains("is also passed as argument"), twice.getMessage());
      StateException over = assertThrows(StateException.class, () -> f.apply(captured, y));
      assertTrue(over.getMessage().contains("closed over by the function"), over.getMessage());
      assertArrayEquals(new float[] {1, 1}, y.toFloatArray());
    }
  }

  @Test
  void aRetraceIsExplainedAfterPreparedCalls() {
    Jit1<Tensor, Tensor> f = jit((Tensor x) -> x.plus(1), JitOptions.named("f").withMaxTraces(1));
    for (int i = 0; i < 3; i++) {
      f.apply(of(1, 2));
    }
    TransformException e = assertThrows(TransformException.class, () -> f.apply(of(1)));
    assertTrue(e.getMessage().contains("f32[2]"), e.getMessage());
    assertTrue(e.getMessage().contains("f32[1]"), e.getMessage());
  }

  @Test
  void aResultMayBeNullOrHoldTheArgument() {
    Jit1<Tensor, @Nullable Object> nothing = jit((Tensor x) -> null);
    Jit1<Tensor, Tensor> same = jit((Tensor x) -> x);
    for (int i = 0; i < 3; i++) {
      assertNull(nothing.apply(of(1)));
      Tensor x = of(i);
      Tensor y = same.apply(x);
      x.close();
      assertEquals(i, y.toFloatArray()[0]);
    }
  }

  @Test
  void eightThreadsAgree() throws InterruptedException {
    Jit2<Model, Tensor, List<Tensor>> f =
        jit(
            (Model m, Tensor x) -> {
              Tensor y = m.first().w().times(x).plus(m.more().get("a"));
              return List.of(y, y.sum());
            });
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int number = t;
      threads.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, e) -> wrong.add(e.toString()))
              .start(
                  () -> {
                    for (int i = 0; i < 400; i++) {
                      float value = number * 1000 + i;
                      // of two shapes, so that calls of other signatures come in between
                      Tensor x = i % 3 == 0 ? Tensor.of(new float[][] {{2, 2}}) : of(2, 2);
                      List<Tensor> out = f.apply(model(value, "m"), x);
                      float[] y = out.get(0).toFloatArray();
                      if (y[0] != 5 * value
                          || y[1] != 2 + 3 * value
                          || out.get(1).toFloatArray()[0] != y[0] + y[1]) {
                        wrong.add(value + ": " + y[0] + " " + y[1]);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), List.copyOf(wrong));
    assertEquals(8 * 400, f.statistics().hits() + f.statistics().misses());
  }

  @Test
  void anObjectThatHidesTensorsIsNoArgument() {
    Jit1<Plain, Tensor> doubled = jit((Plain p) -> p.weights.times(2));
    String message =
        assertThrows(TransformException.class, () -> doubled.apply(new Plain())).getMessage();
    assertTrue(
        message.contains("an argument is a Plain, whose tensors are not seen: it is no record"),
        message);
  }
}
