package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint of another tree is refused with what differs, unless asked for. */
final class StrictRestoreTest {
  private final Checkpointer checkpointer = new PyTreeCheckpointer();

  @TempDir private Path folder;

  private final Map<String, Object> saved =
      Map.of(
          "params",
          Map.of(
              "dense",
              Map.of("kernel", Samples.f32(1, 2, 3), "bias", Samples.f32(2, 3)),
              "old",
              Samples.f32(3, 1)),
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
                Map.of("kernel", Samples.f32(1, 2, 4), "bias", Samples.tensor(DType.BF16, 1, 3)),
                "head",
                Samples.f32(3, 5)),
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
        Map.of(
            "params",
            Map.of("dense", Map.of("bias", Samples.f32(9, 3)), "head", Samples.f32(8, 5)));
    RestoreOptions partial = RestoreOptions.defaults().withPartial();
    Map<String, Object> restored = checkpointer.restore(path(), target, partial);
    Map<?, ?> params = (Map<?, ?>) restored.get("params");
    Samples.assertSame(Samples.f32(8, 5), (Tensor) params.get("head"));
    Samples.assertSame(Samples.f32(2, 3), (Tensor) ((Map<?, ?>) params.get("dense")).get("bias"));
    RestoreOptions extraOnly = RestoreOptions.defaults().withExtra();
    assertThrows(
        CheckpointMismatchException.class,
        () -> checkpointer.restore(folder.resolve("strict"), target, extraOnly));
  }

  @Test
  void partialRestoreStillWantsTheShapes() {
    Map<String, Object> target = Map.of("params", Map.of("old", Samples.f32(8, 5)));
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
