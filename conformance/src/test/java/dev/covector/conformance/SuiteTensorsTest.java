package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.checkpoint.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuiteTensorsTest {
  @TempDir private Path folder;

  @Test
  void readsTensorsByName() {
    Path file = folder.resolve("tensors.safetensors");
    Safetensors.write(file, Map.of("t1", Tensor.of(new float[] {1.5f, -2}), "t2", Tensor.of(true)));
    SuiteTensors tensors = SuiteTensors.open(file);
    assertEquals(-2, tensors.get("t1").real(1));
    assertEquals(DType.BOOL, tensors.get("t2").dtype());
    String message =
        assertThrows(MalformedSuiteException.class, () -> tensors.get("t3")).getMessage();
    assertTrue(message.contains("no tensor is named 't3'"), message);
  }

  @Test
  void refusesWhatIsNoFileOfTensors() throws IOException {
    Path file = folder.resolve("short");
    Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertThrows(MalformedSuiteException.class, () -> SuiteTensors.open(file));
    assertThrows(MalformedSuiteException.class, () -> SuiteTensors.open(folder.resolve("none")));
  }
}
