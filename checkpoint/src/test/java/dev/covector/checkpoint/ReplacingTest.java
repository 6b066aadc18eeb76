package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint is replaced only when asked for, and nothing else ever is. */
final class ReplacingTest {
  private final Checkpointer checkpointer = new PyTreeCheckpointer();

  @TempDir private Path folder;

  @Test
  void nothingIsReplacedUnlessAsked() throws IOException {
    Path path = folder.resolve("twice");
    checkpointer.save(path, Samples.f32(1, 2));
    String message =
        assertThrows(CheckpointException.class, () -> checkpointer.save(path, Samples.f32(2, 2)))
            .getMessage();
    assertTrue(message.contains("exists already"), message);
    assertTrue(message.contains("withReplacing()"), message);
    Samples.assertSame(Samples.f32(1, 2), (Tensor) checkpointer.restore(path));
    checkpointer.save(path, Samples.f32(2, 2), SaveOptions.defaults().withReplacing());
    Samples.assertSame(Samples.f32(2, 2), (Tensor) checkpointer.restore(path));
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
                          mistaken, Samples.f32(1, 2), SaveOptions.defaults().withReplacing()))
              .getMessage();
      assertTrue(message.contains(mistaken + " is there and is no checkpoint"), message);
    }
    assertEquals("three years", Files.readString(home.resolve("thesis")));
    assertEquals("notes", Files.readString(file));
  }
}
