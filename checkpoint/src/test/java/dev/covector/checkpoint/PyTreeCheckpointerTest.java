package dev.covector.checkpoint;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of every kind come back as they were. */
final class PyTreeCheckpointerTest {
  private final Checkpointer checkpointer = new PyTreeCheckpointer();

  @TempDir private Path folder;

  private record Linear(Tensor w, Tensor b) {}

  private record Network(Linear first, List<Linear> rest, Optional<Tensor> scale) {}

  private record State(Network params, int step, UnaryOperator<Tensor> activation) {}

  private static Network network(int seed, Optional<Tensor> scale) {
    Linear first = new Linear(Samples.f32(seed, 3, 4), Samples.f32(seed + 1, 4));
    Linear last = new Linear(Samples.f32(seed + 2, 4, 1), Samples.f32(seed + 3, 1));
    return new Network(first, List.of(last, first), scale);
  }

  private Object roundTrip(Object tree) {
    Path path = folder.resolve("c" + System.nanoTime());
    checkpointer.save(path, tree);
    return checkpointer.restore(path);
  }

  @Test
  void everyDTypeAndShapeComesBackBitByBit() {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (DType dtype : DType.values()) {
      for (int[] shape : Samples.SHAPES) {
        tree.put(dtype + Arrays.toString(shape), Samples.tensor(dtype, tree.size(), shape));
      }
    }
    Samples.assertSameTree(tree, roundTrip(tree));
    Path path = folder.resolve("all");
    checkpointer.save(path, tree);
    Samples.assertSameTree(tree, checkpointer.restore(path, tree));
    RestoreOptions mapped = RestoreOptions.defaults().withMapping();
    Samples.assertSameTree(tree, checkpointer.restore(path, tree, mapped));
  }

  @Test
  void recordsAreRestoredAsTheTargetsRecords() {
    Path path = folder.resolve("state");
    State saved = new State(network(1, Optional.of(Samples.f32(9))), 17, x -> x);
    UnaryOperator<Tensor> other = Tensor::unaryMinus;
    State target = new State(network(20, Optional.of(Samples.f32(1))), 0, other);
    checkpointer.save(path, saved);
    State restored = checkpointer.restore(path, target);
    Samples.assertSameTree(saved.params(), restored.params());
    assertEquals(17, restored.step());
    assertSame(other, restored.activation(), "functions are the target's");
  }

  @Test
  void withoutTargetRecordsAreMapsAndFunctionsNull() {
    State saved = new State(network(1, Optional.empty()), 17, x -> x);
    Map<?, ?> restored = (Map<?, ?>) roundTrip(saved);
    assertEquals(17, restored.get("step"));
    assertTrue(restored.containsKey("activation"));
    Map<?, ?> params = (Map<?, ?>) restored.get("params");
    assertEquals(Optional.empty(), params.get("scale"));
    Map<?, ?> shared = (Map<?, ?>) ((List<?>) params.get("rest")).get(1);
    Samples.assertSame(saved.params().first().w(), (Tensor) shared.get("w"));
  }

  @Test
  void staticLeavesKeepTheirTypes() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", "a \"quoted\" \u00e4 \ud83d\ude00 text");
    tree.put("yes", true);
    tree.put("byte", (byte) -3);
    tree.put("short", (short) 300);
    tree.put("int", Integer.MIN_VALUE);
    tree.put("long", Long.MAX_VALUE);
    tree.put("float", 0.1f);
    tree.put("double", -1e-300);
    tree.put("nan", Double.NaN);
    tree.put("infinity", Float.NEGATIVE_INFINITY);
    tree.put("empty", List.of());
    tree.put("array", new Object[] {1, "x"});
    Map<?, ?> restored = (Map<?, ?>) roundTrip(tree);
    tree.forEach(
        (name, value) -> {
          if (!name.equals("array")) {
            assertEquals(value, restored.get(name));
          }
        });
    assertEquals(List.of(1, "x"), restored.get("array"));
    Path path = folder.resolve("static");
    checkpointer.save(path, tree);
    assertInstanceOf(Object[].class, checkpointer.restore(path, tree).get("array"));
  }

  @Test
  void arraysOfPrimitivesAndEnumsComeBack() {
    record Arrays(double[] d, int[] i, boolean[] flags, byte[] bytes, TimeUnit unit) {}
    Arrays saved =
        new Arrays(
            new double[] {0.1, Double.NaN},
            new int[0],
            new boolean[] {true, false},
            new byte[] {-1},
            TimeUnit.DAYS);
    Path path = folder.resolve("arrays");
    checkpointer.save(path, saved);
    Arrays target =
        new Arrays(new double[0], new int[] {1}, new boolean[0], new byte[0], TimeUnit.HOURS);
    Arrays restored = checkpointer.restore(path, target);
    assertArrayEquals(saved.d(), restored.d());
    assertArrayEquals(saved.i(), restored.i());
    assertArrayEquals(saved.flags(), restored.flags());
    assertArrayEquals(saved.bytes(), restored.bytes());
    assertEquals(TimeUnit.DAYS, restored.unit());
    assertEquals("DAYS", ((Map<?, ?>) checkpointer.restore(path)).get("unit"));
  }

  @Test
  void keysOfMapsKeepTheirTypeAndOddNamesTheirPlace() {
    Map<String, Object> odd = new LinkedHashMap<>();
    odd.put("a/b", Samples.f32(1, 2));
    odd.put("a", Map.of("b", Samples.f32(2, 2), "%2F", Samples.f32(3, 1)));
    odd.put("__metadata__", Samples.f32(4, 1));
    odd.put("", Samples.f32(5, 1));
    odd.put("ids", Map.of(7, Samples.f32(6, 1), -1, Samples.f32(7, 1)));
    odd.put("longs", Map.of(1L << 40, Samples.f32(8, 1)));
    Samples.assertSameTree(odd, roundTrip(odd));
  }

  @Test
  void namesAndTextsOfAnyLengthComeBack() {
    Map<String, Object> tree =
        Map.of("n".repeat(70_000), Samples.f32(1, 2), "text", "t".repeat(21_000_000));
    checkpointer.save(folder.resolve("long"), tree);
    Samples.assertSameTree(tree, checkpointer.restore(folder.resolve("long")));
  }

  @Test
  void aTensorAloneAndNothingAtAll() {
    Samples.assertSame(Samples.f32(1, 3), (Tensor) roundTrip(Samples.f32(1, 3)));
    assertEquals(Map.of(), roundTrip(Map.of()));
    assertEquals(3, roundTrip(3));
  }

  @Test
  void weakTypesStayWeak() {
    Tensor weak = Tensor.of(0.5);
    assertTrue(weak.type().weak());
    Samples.assertSame(weak, (Tensor) roundTrip(weak));
  }

  @Test
  void restoredTensorsCanBeDonated() {
    Path path = folder.resolve("donated");
    checkpointer.save(path, Samples.f32(1, 3));
    Tensor restored = checkpointer.restore(path, Samples.f32(2, 3));
    var negate = jit((Tensor x) -> x.unaryMinus(), JitOptions.named("negate").withDonated(0));
    Samples.assertSame(Samples.f32(1, 3).unaryMinus(), negate.apply(restored));
  }

  @Test
  void typesStandForTensorsInATarget() {
    Path path = folder.resolve("types");
    checkpointer.save(path, Map.of("w", Samples.f32(1, 2, 3)));
    Map<String, Object> target = Map.of("w", TensorType.of(DType.F32, 2, 3));
    Samples.assertSame(Samples.f32(1, 2, 3), (Tensor) checkpointer.restore(path, target).get("w"));
  }

  @Test
  void itemsAreRestoredOneByOne() {
    Path path = folder.resolve("items");
    Composite both = Composite.of("state", Samples.f32(1, 3)).and("data", Map.of("epoch", 2));
    checkpointer.save(path, both, SaveOptions.defaults().withMetadata(Map.of("note", "x")));
    Composite one = checkpointer.restore(path, Composite.of("data", Map.of("epoch", 0)));
    assertEquals(Map.of("epoch", 2), one.get("data"));
    Composite all = (Composite) checkpointer.restore(path);
    Samples.assertSame(Samples.f32(1, 3), all.<Tensor>get("state"));
    CheckpointMetadata about = checkpointer.metadata(path);
    assertEquals(TensorType.of(DType.F32, 3), about.items().get("state"));
    assertEquals(Map.of("note", "x"), about.custom());
    String message =
        assertThrows(CheckpointException.class, () -> checkpointer.restore(path, Samples.f32(1, 3)))
            .getMessage();
    assertTrue(message.contains("no item 'default'; it has [state, data]"), message);
  }
}
