package dev.covector.checkpoint;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PyTreeCheckpointerTest {
  private final Checkpointer checkpointer = new PyTreeCheckpointer();

  @TempDir private Path folder;

  private record Linear(Tensor w, Tensor b) {}

  private record Network(Linear first, List<Linear> rest, Optional<Tensor> scale) {}

  private record State(Network params, int step, UnaryOperator<Tensor> activation) {}

  private static Tensor f32(int seed, int... sizes) {
    return Samples.tensor(DType.F32, seed, sizes);
  }

  private static Network network(int seed, Optional<Tensor> scale) {
    Linear first = new Linear(f32(seed, 3, 4), f32(seed + 1, 4));
    Linear last = new Linear(f32(seed + 2, 4, 1), f32(seed + 3, 1));
    return new Network(first, List.of(last, first), scale);
  }

  private static void assertSameTensors(Object expected, Object actual) {
    assertEquals(Tree.structure(expected), Tree.structure(actual));
    List<Object> wanted = Tree.leaves(expected);
    List<Object> found = Tree.leaves(actual);
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) instanceof Tensor tensor) {
        Samples.assertSame(tensor, (Tensor) found.get(i));
      } else {
        assertEquals(wanted.get(i), found.get(i));
      }
    }
  }

  private Object roundTrip(Object tree) {
    Path path = folder.resolve("c" + System.nanoTime());
    checkpointer.save(path, tree);
    return checkpointer.restore(path);
  }

  @Nested
  class RoundTrips {
    @Test
    void everyDTypeAndShapeComesBackBitByBit() {
      Map<String, Object> tree = new LinkedHashMap<>();
      for (DType dtype : DType.values()) {
        for (int[] shape : Samples.SHAPES) {
          tree.put(dtype + Arrays.toString(shape), Samples.tensor(dtype, tree.size(), shape));
        }
      }
      assertSameTensors(tree, roundTrip(tree));
      Path path = folder.resolve("all");
      checkpointer.save(path, tree);
      assertSameTensors(tree, checkpointer.restore(path, tree));
      RestoreOptions mapped = RestoreOptions.defaults().withMapping();
      assertSameTensors(tree, checkpointer.restore(path, tree, mapped));
    }

    @Test
    void recordsAreRestoredAsTheTargetsRecords() {
      Path path = folder.resolve("state");
      State saved = new State(network(1, Optional.of(f32(9))), 17, x -> x);
      UnaryOperator<Tensor> other = Tensor::unaryMinus;
      State target = new State(network(20, Optional.of(f32(1))), 0, other);
      checkpointer.save(path, saved);
      State restored = checkpointer.restore(path, target);
      assertSameTensors(saved.params(), restored.params());
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
      odd.put("a/b", f32(1, 2));
      odd.put("a", Map.of("b", f32(2, 2), "%2F", f32(3, 1)));
      odd.put("__metadata__", f32(4, 1));
      odd.put("", f32(5, 1));
      odd.put("ids", Map.of(7, f32(6, 1), -1, f32(7, 1)));
      odd.put("longs", Map.of(1L << 40, f32(8, 1)));
      assertSameTensors(odd, roundTrip(odd));
    }

    @Test
    void namesAndTextsOfAnyLengthComeBack() {
      Map<String, Object> tree =
          Map.of("n".repeat(70_000), f32(1, 2), "text", "t".repeat(21_000_000));
      checkpointer.save(folder.resolve("long"), tree);
      assertSameTensors(tree, checkpointer.restore(folder.resolve("long")));
    }

    @Test
    void aTensorAloneAndNothingAtAll() {
      Samples.assertSame(f32(1, 3), (Tensor) roundTrip(f32(1, 3)));
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
      checkpointer.save(path, f32(1, 3));
      Tensor restored = checkpointer.restore(path, f32(2, 3));
      var negate = jit((Tensor x) -> x.unaryMinus(), JitOptions.named("negate").withDonated(0));
      Samples.assertSame(f32(1, 3).unaryMinus(), negate.apply(restored));
    }

    @Test
    void typesStandForTensorsInATarget() {
      Path path = folder.resolve("types");
      checkpointer.save(path, Map.of("w", f32(1, 2, 3)));
      Map<String, Object> target = Map.of("w", TensorType.of(DType.F32, 2, 3));
      Samples.assertSame(f32(1, 2, 3), (Tensor) checkpointer.restore(path, target).get("w"));
    }

    @Test
    void itemsAreRestoredOneByOne() {
      Path path = folder.resolve("items");
      Composite both = Composite.of("state", f32(1, 3)).and("data", Map.of("epoch", 2));
      checkpointer.save(path, both, SaveOptions.defaults().withMetadata(Map.of("note", "x")));
      Composite one = checkpointer.restore(path, Composite.of("data", Map.of("epoch", 0)));
      assertEquals(Map.of("epoch", 2), one.get("data"));
      Composite all = (Composite) checkpointer.restore(path);
      Samples.assertSame(f32(1, 3), all.<Tensor>get("state"));
      CheckpointMetadata about = checkpointer.metadata(path);
      assertEquals(TensorType.of(DType.F32, 3), about.items().get("state"));
      assertEquals(Map.of("note", "x"), about.custom());
      String message =
          assertThrows(CheckpointException.class, () -> checkpointer.restore(path, f32(1, 3)))
              .getMessage();
      assertTrue(message.contains("no item 'default'; it has [state, data]"), message);
    }
  }

  @Nested
  class Strictness {
    private final Map<String, Object> saved =
        Map.of(
            "params",
            Map.of("dense", Map.of("kernel", f32(1, 2, 3), "bias", f32(2, 3)), "old", f32(3, 1)),
            "step",
            7);

    private Path path() {
      Path path = folder.resolve("strict");
      checkpointer.save(path, saved);
      return path;
    }

    @Test
    void printsTheTreeOfWhatDiffers() {
      Map<String, Object> target =
          Map.of(
              "params",
              Map.of(
                  "dense",
                  Map.of("kernel", f32(1, 2, 4), "bias", Samples.tensor(DType.BF16, 1, 3)),
                  "head",
                  f32(3, 5)),
              "step",
              7L);
      Path path = path();
      String message =
          assertThrows(CheckpointMismatchException.class, () -> checkpointer.restore(path, target))
              .getMessage();
      String expected =
          """
           is not of the target's tree: 1 missing, 1 extra, 3 of another shape or dtype
            params
              dense
                bias  other: f32[3], but the target has bf16[3]
                kernel  other: f32[2,3], but the target has f32[2,4]
              head  missing: the target has f32[5]
              old  extra: f32[1], which the target does not have
            step  other: an Integer, but the target has a Long
          RestoreOptions.defaults().withPartial() restores what both have;\
           withConversion() converts numbers of another dtype;\
           restore(path) without a target takes it as it is""";
      assertTrue(message.contains(expected), message);
    }

    @Test
    void partialRestoreKeepsTheTargetsAndIgnoresTheRest() {
      Map<String, Object> target =
          Map.of("params", Map.of("dense", Map.of("bias", f32(9, 3)), "head", f32(8, 5)));
      RestoreOptions partial = RestoreOptions.defaults().withPartial();
      Map<String, Object> restored = checkpointer.restore(path(), target, partial);
      Map<?, ?> params = (Map<?, ?>) restored.get("params");
      Samples.assertSame(f32(8, 5), (Tensor) params.get("head"));
      Samples.assertSame(f32(2, 3), (Tensor) ((Map<?, ?>) params.get("dense")).get("bias"));
      RestoreOptions extraOnly = RestoreOptions.defaults().withExtra();
      assertThrows(
          CheckpointMismatchException.class,
          () -> checkpointer.restore(folder.resolve("strict"), target, extraOnly));
    }

    @Test
    void partialRestoreStillWantsTheShapes() {
      Map<String, Object> target = Map.of("params", Map.of("old", f32(8, 5)));
      RestoreOptions partial = RestoreOptions.defaults().withPartial();
      Path path = path();
      String message =
          assertThrows(
                  CheckpointMismatchException.class,
                  () -> checkpointer.restore(path, target, partial))
              .getMessage();
      assertFalse(message.contains("withConversion"), "it does not help here: " + message);
    }

    @Test
    void convertsDTypesOnlyWhenAsked() {
      Path path = folder.resolve("convert");
      checkpointer.save(path, Tensor.of(new float[] {1.5f, -2}));
      Tensor target = Tensor.of(new double[2], DType.F64);
      assertThrows(CheckpointMismatchException.class, () -> checkpointer.restore(path, target));
      RestoreOptions converting = RestoreOptions.defaults().withConversion();
      Tensor restored = checkpointer.restore(path, target, converting);
      assertEquals(DType.F64, restored.dtype());
      assertArrayEquals(new double[] {1.5, -2}, restored.toDoubleArray());
    }

    @Test
    void keysAreNotConvertedAndKeepTheirKind() {
      Path path = folder.resolve("keys");
      checkpointer.save(path, Samples.tensor(DType.KEY_ORIGINAL, 1, 2));
      Tensor target = Samples.tensor(DType.KEY, 1, 2);
      RestoreOptions converting = RestoreOptions.defaults().withConversion();
      String message =
          assertThrows(
                  CheckpointMismatchException.class,
                  () -> checkpointer.restore(path, target, converting))
              .getMessage();
      assertTrue(
          message.contains("key<threefry-original>[2], but the target has key<threefry>[2]"),
          message);
    }
  }

  @Nested
  class Refusals {
    private String failure(Object tree) {
      Path path = folder.resolve("refused");
      String message =
          assertThrows(CheckpointException.class, () -> checkpointer.save(path, tree)).getMessage();
      assertFalse(Files.exists(path));
      return message;
    }

    @Test
    void leavesThatCannotBeStoredAreNamedWithTheirPath() {
      String message = failure(Map.of("a", List.of(1, new StringBuilder("x"))));
      assertTrue(message.contains("the leaf at 'a/1' is a java.lang.StringBuilder"), message);
      message = failure(Map.of("a", Map.of(TimeUnit.DAYS, 1), "b", Map.of('c', 2)));
      assertTrue(message.contains("the map at 'b' has keys of java.lang.Character"), message);
    }

    @Test
    void closedTensorsAreNamedWithTheirPath() {
      Tensor closed = f32(1, 2);
      closed.close();
      String message = failure(Map.of("w", List.of(closed)));
      assertTrue(message.contains("'w/0' has no value to be saved"), message);
      assertTrue(message.contains("closed before"), message);
    }

    @Test
    void tracedTensorsAreNamedWithTheirPath() {
      var traced =
          jit(
              (Tensor x) -> {
                checkpointer.save(folder.resolve("traced"), Map.of("x", x));
                return x;
              });
      String message =
          assertThrows(CheckpointException.class, () -> traced.apply(f32(1, 2))).getMessage();
      assertTrue(message.contains("'x' has no value to be saved"), message);
    }

    @Test
    void nothingIsReplacedUnlessAsked() throws IOException {
      Path path = folder.resolve("twice");
      checkpointer.save(path, f32(1, 2));
      String message =
          assertThrows(CheckpointException.class, () -> checkpointer.save(path, f32(2, 2)))
              .getMessage();
      assertTrue(message.contains("exists already"), message);
      assertTrue(message.contains("withReplacing()"), message);
      Samples.assertSame(f32(1, 2), (Tensor) checkpointer.restore(path));
      checkpointer.save(path, f32(2, 2), SaveOptions.defaults().withReplacing());
      Samples.assertSame(f32(2, 2), (Tensor) checkpointer.restore(path));
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(List.of(path), files.toList(), "no workspace is left");
      }
    }

    @Test
    void whatIsNoCheckpointIsNeverReplaced() throws IOException {
      Path home = Files.createDirectory(folder.resolve("home"));
      Files.writeString(home.resolve("thesis"), "three years");
      Path file = Files.writeString(folder.resolve("file"), "notes");
      for (Path mistaken : List.of(home, file)) {
        String message =
            assertThrows(
                    CheckpointException.class,
                    () ->
                        checkpointer.save(
                            mistaken, f32(1, 2), SaveOptions.defaults().withReplacing()))
                .getMessage();
        assertTrue(message.contains(mistaken + " is there and is no checkpoint"), message);
      }
      assertEquals("three years", Files.readString(home.resolve("thesis")));
      assertEquals("notes", Files.readString(file));
    }

    @Test
    void textsThatUtf8DoesNotHaveAreRefused() {
      String half = "\ud83d";
      assertTrue(failure(Map.of(half, 1)).contains("half of a surrogate pair"));
      String message = failure(Map.of("a", List.of("x" + half + "y")));
      assertTrue(message.contains("'a/0'") && message.contains("\\ud83d"), message);
      SaveOptions options = SaveOptions.defaults().withMetadata(Map.of("note", half));
      assertThrows(
          CheckpointException.class, () -> checkpointer.save(folder.resolve("m"), 1, options));
      checkpointer.save(folder.resolve("whole"), Map.of("\ud83d\ude00", "\ud83d\ude00"));
      assertEquals(
          Map.of("\ud83d\ude00", "\ud83d\ude00"), checkpointer.restore(folder.resolve("whole")));
    }

    @Test
    void whatIsNoCheckpointIsNotRestored() throws IOException {
      String message =
          assertThrows(
                  CheckpointException.class, () -> checkpointer.restore(folder.resolve("none")))
              .getMessage();
      assertTrue(message.contains("there is no checkpoint"), message);
      Files.createDirectory(folder.resolve("empty"));
      message =
          assertThrows(
                  CheckpointException.class, () -> checkpointer.restore(folder.resolve("empty")))
              .getMessage();
      assertTrue(message.contains("there is no manifest.json in it"), message);
    }

    @Test
    void metadataIsJson() {
      Path path = folder.resolve("metadata");
      SaveOptions options = SaveOptions.defaults().withMetadata(Map.of("x", List.of(Map.of())));
      checkpointer.save(path, 1, options);
      SaveOptions bad = SaveOptions.defaults().withMetadata(Map.of("x", List.of(new Object())));
      String message =
          assertThrows(
                  CheckpointException.class, () -> checkpointer.save(folder.resolve("bad"), 1, bad))
              .getMessage();
      assertTrue(message.contains("metadata/x/0: a java.lang.Object has no JSON"), message);
    }
  }
}
