package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Names, keys and variables of modules; numbers are those of Flax 0.12.8. */
final class ModuleTest {
  private static final Tensor X = Numpy.ones(2, 3);

  private static Set<String> paths(Map<String, Object> variables) {
    return Variables.flatten(variables).keySet();
  }

  private static void startsWith(Map<String, Object> variables, String path, double... want) {
    double[] got = Variables.tensor(variables, path).toDoubleArray();
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], 1e-6, path);
    }
  }

  /** Draws two keys, keeps them, and has a Dense. */
  static final class Inner extends Layer {
    @Override
    protected Tensor call(Tensor x) {
      sow("intermediates", "k", Random.keyData(makeRng("noise")));
      sow("intermediates", "k2", Random.keyData(makeRng("noise")));
      return new Dense(2).apply(x);
    }
  }

  /** Constructs modules in another order than it uses them. */
  static final class Outer extends Layer {
    @Override
    protected Tensor call(Tensor x) {
      Dense first = new Dense(4);
      Dense second = new Dense(3);
      Dense named = new Dense(5).named("named");
      Dense third = new Dense(3).useBias(false);
      Tensor y = first.apply(named.apply(second.apply(third.apply(x))));
      Inner inner = new Inner();
      inner.apply(y);
      y = inner.apply(Numpy.ones(2, 4));
      y = new Sequential(new Dense(4), Functions::relu).apply(y);
      return new Inner().apply(y);
    }
  }

  @Nested
  final class Names {
    @Test
    void countTheOrderOfConstruction() {
      Map<String, Object> variables =
          new Outer().init(Map.of("params", Random.key(3), "noise", Random.key(4)), X);
      startsWith(variables, "params/Dense_0/kernel", 0.5334762930870056, -0.18463030457496643);
      startsWith(variables, "params/Dense_1/kernel", -0.2987869679927826, -0.45875677466392517);
      startsWith(variables, "params/Dense_2/kernel", 0.8361323475837708, -0.3663427233695984);
      startsWith(variables, "params/Dense_3/kernel", 0.2562686800956726, 0.20865312218666077);
      startsWith(variables, "params/Inner_0/Dense_0/kernel", -0.5281654596328735);
      startsWith(variables, "params/Inner_1/Dense_0/kernel", -0.953667402267456);
      startsWith(variables, "params/named/kernel", -0.25766754150390625, 0.8738071918487549);
      assertFalse(paths(variables).contains("params/Dense_2/bias"));
      assertFalse(variables.containsKey("intermediates"));
    }

    @Test
    void comeFromFieldsListsAndMaps() {
      final class Fields extends Layer {
        final List<Dense> layers = List.of(new Dense(2), new Dense(3));
        final Map<String, Dense> heads = Map.of("a", new Dense(2));
        final Inner unused = new Inner();

        @Override
        protected Tensor call(Tensor x) {
          return heads.get("a").apply(layers.get(1).apply(layers.get(0).apply(x)));
        }
      }

      Map<String, Object> variables = new Fields().init(Random.key(0), X);
      startsWith(variables, "params/heads_a/kernel", 0.5859836935997009, -0.6715397834777832);
      startsWith(variables, "params/layers_0/kernel", 1.0962783098220825, 0.9749456644058228);
      startsWith(variables, "params/layers_1/kernel", -0.8363414406776428, -0.28831472992897034);
      assertEquals(6, paths(variables).size());
    }

    @Test
    void ofPartsInFieldsOfModulesConstructedInABody() {
      final class Pair extends Module {
        final Dense left = new Dense(2);
        final Dense right = new Dense(2);

        Tensor both(Tensor x) {
          return left.apply(x).plus(right.apply(x)); // no body: a method of parts alone
        }
      }
      final class Whole extends Layer {
        @Override
        protected Tensor call(Tensor x) {
          Pair pair = new Pair();
          return new Dense(1).apply(pair.both(x));
        }
      }

      assertEquals(
          Set.of(
              "params/Pair_0/left/kernel",
              "params/Pair_0/left/bias",
              "params/Pair_0/right/kernel",
              "params/Pair_0/right/bias",
              "params/Dense_0/kernel",
              "params/Dense_0/bias"),
          paths(new Whole().init(Random.key(0), X)));
    }

    @Test
    void ofModulesPassedInAreThoseOfTheBodyThatMadeThem() {
      Map<String, Object> variables =
          new Models.Tagger().init(Random.key(0), Tensor.of(new int[][] {{0, 1}, {2, 3}}));
      startsWith(variables, "params/Embed_0/embedding", 0.03423795476555824, 0.35718482732772827);
      startsWith(variables, "params/OptimizedLSTMCell_0/hg/kernel", -0.10609257, -0.33546442);
      startsWith(variables, "params/GRUCell_0/hn/kernel", 0.09521865844726562, -0.295459657);
      startsWith(variables, "params/Dense_0/kernel", -0.2919996380805969, 0.13338710367679596);
    }

    @Test
    void ofASharedModuleAreThoseOfItsFirstOwner() {
      final class Shared extends Layer {
        final Dense first = new Dense(3);
        final List<Dense> again = List.of(first);

        @Override
        protected Tensor call(Tensor x) {
          return again.get(0).apply(first.apply(x));
        }
      }

      assertEquals(
          Set.of("params/first/kernel", "params/first/bias"),
          paths(new Shared().init(Random.key(0), X)));
    }
  }

  @Nested
  final class Keys {
    @Test
    void dependOnThePathAndTheNumberOfTheDraw() {
      Outer model = new Outer();
      Map<String, Object> variables = model.init(Random.key(3), X);
      for (String stream : List.of("noise", "params")) {
        ApplyOptions options =
            ApplyOptions.mutable("intermediates").rngs(Map.of(stream, Random.key(9)));
        Map<String, Tensor> keys =
            Variables.flatten(model.apply(variables, options, X).variables());
        assertKey(keys, "Inner_0/k/0", 1783827014L, 3486055990L);
        assertKey(keys, "Inner_0/k2/0", 1885011030L, 478081330L);
        assertKey(keys, "Inner_1/k/0", 280845134L, 3608580792L);
        assertKey(keys, "Inner_1/k2/0", 308957262L, 3136308439L);
        assertFalse(
            List.of(keys.get("intermediates/Inner_0/k/1").toLongArray()[0]).contains(1783827014L),
            "a second call draws other keys");
      }
    }

    private void assertKey(Map<String, Tensor> keys, String path, long high, long low) {
      assertArrayEquals(
          new long[] {high, low}, keys.get("intermediates/" + path).toLongArray(), path);
    }
  }

  @Nested
  final class Collections {
    /** Counts its calls. */
    static final class Counter extends Module {
      Tensor apply() {
        return compact(
            () -> {
              Variable<Tensor> calls = variable("counts", "calls", () -> Tensor.of(0));
              if (!isInitializing()) {
                calls.set(calls.value().plus(1));
              }
              return calls.value();
            });
      }
    }

    @Test
    void changeWhereTheyAreMutable() {
      Counter counter = new Counter();
      Map<String, Object> variables = counter.init(Random.key(0), counter::apply);
      assertEquals(0, Variables.tensor(variables, "counts/calls").toInt());
      Bound bound = counter.bind(variables, ApplyOptions.mutable("counts"));
      bound.call(counter::apply);
      assertEquals(2, bound.call(counter::apply).toInt());
      assertEquals(2, Variables.tensor(bound.variables(), "counts/calls").toInt());
      assertEquals(0, Variables.tensor(variables, "counts/calls").toInt(), "the old ones stay");
    }

    @Test
    void keepWhatIsSown() {
      Models.FeedForward model = new Models.FeedForward(4, 2);
      Map<String, Object> variables = model.init(Random.key(0), X);
      Applied<Tensor> applied = model.apply(variables, ApplyOptions.captureIntermediates(), X);
      assertEquals(
          Set.of(
              "intermediates/Dense_0/__call__/0",
              "intermediates/Dense_1/__call__/0",
              "intermediates/__call__/0"),
          paths(applied.variables()));
      assertArrayEquals(
          applied.output().toFloatArray(),
          Variables.tensor(applied.variables(), "intermediates/__call__/0").toFloatArray());
    }

    @Test
    void havePerturbationsWhoseGradientIsThatOfTheValue() {
      final class Perturbed extends Layer {
        @Override
        protected Tensor call(Tensor x) {
          return perturb("hidden", new Dense(2).apply(x)).square();
        }
      }

      Perturbed model = new Perturbed();
      Map<String, Object> variables = model.init(Random.key(0), X);
      Map<String, Object> grads =
          Covector.grad(
                  (Map<String, Object> p) ->
                      model.apply(Variables.with(variables, "perturbations", p), X).sum())
              .apply(Variables.collection(variables, "perturbations"));
      Tensor hidden =
          new Dense(2).apply(Map.of("params", Variables.params(variables).get("Dense_0")), X);
      assertArrayEquals(
          hidden.times(2).toFloatArray(), ((Tensor) grads.get("hidden")).toFloatArray(), 1e-5f);
      assertArrayEquals(
          hidden.square().toFloatArray(),
          model.apply(Map.of("params", variables.get("params")), X).toFloatArray(),
          1e-5f);
    }
  }

  @Test
  void variablesGoThroughTransformations() {
    Models.FeedForward model = new Models.FeedForward(4, 2);
    Map<String, Object> variables = model.init(Random.key(0), X);
    Map<String, Object> jitted = Covector.jit((Tensor k) -> model.init(k, X)).apply(Random.key(0));
    assertEquals(Tree.structure(variables), Tree.structure(jitted));
    Map<String, Object> grads =
        Covector.jit(Covector.grad((Map<String, Object> v) -> model.apply(v, X).sum()))
            .apply(variables);
    assertEquals(Tree.structure(variables), Tree.structure(grads));
    assertEquals("params/Dense_0/bias", Tree.structure(variables).paths().get(0).toString());
  }

  @Test
  void oneModuleIsAppliedOnManyThreads() throws Exception {
    Models.FeedForward model = new Models.FeedForward(4, 2);
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      drawn.add(model.init(Random.key(seed), X));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Map<String, Object> variables = drawn.get(i % 8);
        results.add(threads.submit(() -> model.apply(variables, X).toFloatArray()));
      }
      for (int i = 0; i < 64; i++) {
        assertArrayEquals(model.apply(drawn.get(i % 8), X).toFloatArray(), results.get(i).get());
      }
    }
  }

  @Test
  void modulesPrintTheirAttributes() {
    String text = new Dense(4).useBias(false).toString();
    assertTrue(
        text.startsWith("Dense(\n    # attributes\n    features = 4\n    useBias = false\n"), text);
    String whole = new Sequential(new Dense(4), Functions::relu).toString();
    assertTrue(whole.contains("    # parts\n    layers_0 = Dense(\n        # attributes"), whole);
  }

  @Test
  void aTableShowsModulesShapesAndSizes() {
    Outer model = new Outer();
    String table =
        model.tabulate(
            Map.of("params", Random.key(0), "noise", Random.key(1)), () -> model.apply(X));
    List<String> lines = table.lines().toList();
    assertTrue(lines.get(0).matches("path +module +outputs +params"), table);
    assertTrue(lines.get(2).trim().matches("Outer +f32\\[2,2\\]"), table);
    assertTrue(table.contains("Inner_0/Dense_0"), table);
    assertTrue(table.contains("bias: f32[2], kernel: f32[4,2]"), table);
    assertTrue(lines.getLast().trim().matches("Total +[0-9]+ \\([0-9]+ B\\)"), table);
    assertNotEquals("", table);
  }
}
