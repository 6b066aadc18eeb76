package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
  @TempDir private Path folder;

  private Safetensors open(String header, int... data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (int b : data) {
      bytes.put((byte) b);
    }
    Path file = folder.resolve("tensors.safetensors");
    Files.write(file, bytes.array());
    return Safetensors.open(file);
  }

  private StoredTensor single(String dtype, int... data) throws IOException {
    return open(
            "{\"x\": {\"dtype\": \"%s\", \"shape\": [1], \"data_offsets\": [0, %d]}}"
                .formatted(dtype, data.length),
            data)
        .get("x");
  }

  @Test
  void readsEveryDtype() throws IOException {
    assertEquals(1, single("BOOL", 1).integer(0));
    assertEquals(-1, single("I8", 0xFF).integer(0));
    assertEquals(255, single("U8", 0xFF).integer(0));
    assertEquals(-2, single("I16", 0xFE, 0xFF).integer(0));
    assertEquals(65534, single("U16", 0xFE, 0xFF).integer(0));
    assertEquals(-1, single("I32", 0xFF, 0xFF, 0xFF, 0xFF).integer(0));
    assertEquals(0xFFFFFFFFL, single("U32", 0xFF, 0xFF, 0xFF, 0xFF).integer(0));
    assertEquals(256, single("I64", 0, 1, 0, 0, 0, 0, 0, 0).integer(0));
    assertEquals("9223372036854775808", single("U64", 0, 0, 0, 0, 0, 0, 0, 0x80).text(0));
    assertEquals(1.5, single("F16", 0x00, 0x3E).real(0));
    assertEquals(-1.5, single("BF16", 0xC0, 0xBF).real(0));
    assertEquals(1.5, single("F32", 0, 0, 0xC0, 0x3F).real(0));
    assertEquals(1.5, single("F64", 0, 0, 0, 0, 0, 0, 0xF8, 0x3F).real(0));
    StoredTensor complex = single("C64", 0, 0, 0xC0, 0x3F, 0, 0, 0, 0x40);
    assertEquals("1.5+2.0i", complex.text(0));
    assertEquals(2.0, complex.imaginary(0));
  }

  @Test
  void readsUnalignedTensorsScalarsAndEmptyOnes() throws IOException {
    Safetensors file =
        open(
            """
            {"__metadata__": {"a": "b"},
             "flag": {"dtype": "BOOL", "shape": [], "data_offsets": [0, 1]},
             "one": {"dtype": "F32", "shape": [1, 1], "data_offsets": [1, 5]},
             "none": {"dtype": "F64", "shape": [3, 0], "data_offsets": [5, 5]}}""",
            1,
            0,
            0,
            0x80,
            0x3F);
    assertEquals(Shape.SCALAR, file.get("flag").shape());
    assertEquals(1.0, file.get("one").real(0));
    assertEquals(DType.F64, file.get("none").dtype());
    assertEquals(Shape.of(3, 0), file.get("none").shape());
  }

  private void refuses(String reason, String header, int... data) {
    MalformedSuiteException thrown =
        assertThrows(MalformedSuiteException.class, () -> open(header, data));
    assertTrue(String.valueOf(thrown.getMessage()).contains(reason), thrown::getMessage);
  }

  @Test
  void refusesWhatTheHeaderCannotMean() {
    refuses("not JSON", "{");
    refuses("expected an object", "[]");
    refuses(
        "dtype 'Q7'", "{\"x\": {\"dtype\": \"Q7\", \"shape\": [], \"data_offsets\": [0, 1]}}", 1);
    refuses(
        "f32[2] cannot be bytes 0 to 4 of 4",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}",
        0,
        0,
        0,
        0);
    refuses(
        "cannot be bytes 2 to 6 of 4",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [2, 6]}}",
        0,
        0,
        0,
        0);
    refuses(
        "must hold integers",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [1.0], \"data_offsets\": [0, 4]}}",
        0,
        0,
        0,
        0);
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path file = folder.resolve("short");
    Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertThrows(MalformedSuiteException.class, () -> Safetensors.open(file));
    Files.write(file, new byte[] {1, 2});
    assertThrows(MalformedSuiteException.class, () -> Safetensors.open(file));
  }

  @Test
  void namesAMissingTensor() throws IOException {
    Safetensors file = open("{}");
    assertThrows(MalformedSuiteException.class, () -> file.get("t1"));
  }
}
