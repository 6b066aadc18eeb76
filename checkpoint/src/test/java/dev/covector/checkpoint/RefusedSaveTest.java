package dev.covector.checkpoint;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be saved or restored is refused with its place and a remedy. */
final class RefusedSaveTest {
  private final Checkpointer checkpointer = new PyTreeCheckpointer();

  @TempDir private Path folder;

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
    Tensor closed = Samples.f32(1, 2);
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
        assertThrows(CheckpointException.class, () -> traced.apply(Samples.f32(1, 2))).getMessage();
    assertTrue(message.contains("'x' has no value to be saved"), message);
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
        assertThrows(CheckpointException.class, () -> checkpointer.restore(folder.resolve("none")))
            .getMessage();
    assertTrue(message.contains("there is no checkpoint"), message);
    Files.createDirectory(folder.resolve("empty"));
    message =
        assertThrows(CheckpointException.class, () -> checkpointer.restore(folder.resolve("empty")))
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
