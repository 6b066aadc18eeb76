package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie, and what cannot be written. */
final class FormatErrorsTest {
  @TempDir private Path folder;

  private static void fails(String reason, Executable read) {
    String message = assertThrows(CheckpointException.class, read).getMessage();
    assertTrue(message.contains(reason), message);
    assertTrue(message.contains("FormatErrorsTest.java:"), "the user's line in " + message);
  }

  private static Tensor sample(DType dtype) {
    return Samples.tensor(dtype, 1, 2);
  }

  @Nested
  class OfSafetensors {
    private Path file(String header, int data) throws IOException {
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(text.length).put(text);
      Path file = folder.resolve("x.safetensors");
      Files.write(file, bytes.array());
      return file;
    }

    private void refuses(String reason, String header, int data) throws IOException {
      Path file = file(header, data);
      fails(reason, () -> Safetensors.read(file));
    }

    private static String tensor(String dtype, String shape, String offsets) {
      return "\"x\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": %s}"
          .formatted(dtype, shape, offsets);
    }

    private static String single(String dtype, String shape, String offsets) {
      return "{" + tensor(dtype, shape, offsets) + "}";
    }

    @Test
    void lengthsAreThoseOfTheFile() throws IOException {
      Path file = folder.resolve("short");
      Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
      fails("a header of 100 bytes in a file of 9", () -> Safetensors.read(file));
      Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{'});
      fails("a header of 9223372036854775807 bytes", () -> Safetensors.read(file));
      Files.write(file, new byte[3]);
      fails("truncated", () -> Safetensors.read(file));
      Files.write(file, new byte[0]);
      fails("truncated", () -> Safetensors.read(file));
      refuses("it is truncated", single("F32", "[2]", "[0, 8]"), 7);
      refuses("something follows the last tensor", single("F32", "[2]", "[0, 8]"), 9);
    }

    @Test
    void headersAreJsonOfOneKind() throws IOException {
      refuses("not JSON", "{", 0);
      refuses("not JSON", "{} {}", 0);
      refuses("expected a JSON object", "[]", 0);
      refuses(
          "not JSON: Duplicate",
          "{" + tensor("U8", "[0]", "[0,0]") + "," + tensor("U8", "[0]", "[0,0]") + "}",
          0);
      refuses("not JSON", "{\"x\": " + "[".repeat(2000) + "]".repeat(2000) + "}", 0);
      refuses("must hold integers from 0", single("F32", "[1.0]", "[0, 4]"), 4);
      refuses("must hold integers from 0", single("F32", "[-1]", "[0, 4]"), 4);
      refuses("there is no 'dtype'", "{\"x\": {}}", 0);
      refuses("'a' must be a String", "{\"__metadata__\": {\"a\": 1}}", 0);
    }

    @Test
    void sizesAndOffsetsFitTogether() throws IOException {
      refuses("f32[2] takes 8 bytes, but", single("F32", "[2]", "[0, 4]"), 4);
      refuses("f32[1] takes 4 bytes, but", single("F32", "[1]", "[4, 0]"), 4);
      refuses("begins at byte 4, where byte 0 is next", single("F32", "[1]", "[4, 8]"), 8);
      refuses("an axis of 4294967296", single("F32", "[4294967296]", "[0, 4]"), 4);
      refuses("2^59", single("U8", "[2147483647, 2147483647, 2]", "[0, 4]"), 4);
      String two =
          single("U8", "[2]", "[0, 2]").replace("}}", "}, \"y\": ")
              + "{\"dtype\": \"U8\", \"shape\": [2], \"data_offsets\": [1, 3]}}";
      refuses("must neither overlap nor leave gaps", two, 3);
      refuses("axes; more than", single("U8", Arrays.toString(new int[100]), "[0, 0]"), 0);
    }

    @Test
    void dtypesThatAreNotThereAreNamed() throws IOException {
      refuses(
          "'F8_E4M3' is not supported; floats of 8 bits", single("F8_E4M3", "[1]", "[0, 1]"), 1);
      refuses("'Q7' is not supported; known are", single("Q7", "[1]", "[0, 1]"), 1);
    }

    @Test
    void booleansAreZeroOrOne() throws IOException {
      Path file = file(single("BOOL", "[2]", "[0, 2]"), 2);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] = 2;
      Files.write(file, bytes);
      fails("element 1 of a bool tensor is neither 0 nor 1", () -> Safetensors.read(file));
    }

    @Test
    void unalignedTensorsAreCopied() throws IOException {
      String header =
          "{\"flag\": {\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[0,1]},"
              + "\"one\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]}}";
      Map<String, Tensor> read = Safetensors.read(file(header, 5));
      assertEquals(0f, read.get("one").toFloat());
      assertEquals(false, read.get("flag").toBoolean());
    }

    @Test
    void alignedTensorsAreTheMappedFile() {
      Path file = folder.resolve("mapped.safetensors");
      Safetensors.write(file, Map.of("x", Samples.tensor(DType.F64, 1, 5)));
      Safetensors opened = Safetensors.open(file);
      assertEquals(opened.segment("x").address(), opened.tensor("x").segment().address());
      assertEquals(0, opened.segment("x").address() % 64);
    }

    @Test
    void whatTheFormatDoesNotHaveIsNotWritten() {
      Path file = folder.resolve("y.safetensors");
      fails("Random.keyData", () -> Safetensors.write(file, Map.of("k", sample(DType.KEY))));
      fails("convert it to c64", () -> Safetensors.write(file, Map.of("k", sample(DType.C128))));
      fails(
          "keeps the name '__metadata__'",
          () -> Safetensors.write(file, Map.of("__metadata__", sample(DType.F32))));
      assertTrue(Files.notExists(file));
    }

    @Test
    void missingFilesAndNamesAreNamed() {
      fails(
          "none.safetensors does not exist",
          () -> Safetensors.read(folder.resolve("none.safetensors")));
      fails("it is a folder", () -> Safetensors.read(folder));
      Path file = folder.resolve("z.safetensors");
      Safetensors.write(file, Map.of("x", sample(DType.F32)));
      fails("no tensor is named 'y'; there are [x]", () -> Safetensors.open(file).tensor("y"));
    }
  }

  @Nested
  class OfNpy {
    private byte[] npy(String dictionary, int data) {
      byte[] text = dictionary.getBytes(StandardCharsets.ISO_8859_1);
      ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + data);
      bytes
          .order(ByteOrder.LITTLE_ENDIAN)
          .put((byte) 0x93)
          .put("NUMPY".getBytes(StandardCharsets.US_ASCII));
      bytes.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
      return bytes.array();
    }

    private void refuses(String reason, String dictionary, int data) {
      fails(reason, () -> Npy.read(npy(dictionary, data)));
    }

    @Test
    void readsEverySpellingOfTheDictionary() {
      for (String text :
          new String[] {
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
            "{\"shape\":(2 , ),\"descr\":\"<f4\",\"fortran_order\":False}  \n",
            "{ 'descr' :'=f4','fortran_order':True , 'shape': (2L,)}"
          }) {
        assertEquals("f32[2]", Npy.read(npy(text, 8)).type().toString());
      }
    }

    @Test
    void refusesOtherDictionaries() {
      refuses("is not understood", "", 4);
      refuses("is not understood", "{}", 4);
      refuses("is not understood", "{'descr': '<f4', 'fortran_order': False}", 0);
      refuses("is not understood", "{'descr': '<f4', 'fortran_order': 1, 'shape': ()}", 4);
      refuses("is not understood", "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", 4);
      refuses("is not understood", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,,)}", 8);
      refuses(
          "is not understood",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'shape': ()}",
          4);
      refuses("dtype '<U3'", "{'descr': '<U3', 'fortran_order': False, 'shape': ()}", 12);
      refuses("dtype '<M8[s]'", "{'descr': '<M8[s]', 'fortran_order': False, 'shape': ()}", 8);
    }

    @Test
    void sizesAreThoseOfTheFile() {
      String shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }";
      refuses("f32[3] takes 12 bytes, the file has 11; it is truncated", shape.formatted("3,"), 11);
      refuses("something follows the array", shape.formatted("3,"), 13);
      refuses("f32[2147483647,1024]", shape.formatted("2147483647, 1024"), 16);
      refuses("2^59", shape.formatted("2147483647, 2147483647, 9"), 16);
      refuses("an axis of", shape.formatted("999999999999999999,"), 16);
      fails("truncated", () -> Npy.read(new byte[4]));
      fails("no npy file", () -> Npy.read(new byte[40]));
    }

    @Test
    void whatNumPyDoesNotHaveIsNotWritten() {
      Path file = folder.resolve("x.npy");
      fails("convert it to f32", () -> Npy.write(file, sample(DType.BF16)));
      fails("Random.keyData", () -> Npz.write(file, Map.of("k", sample(DType.KEY))));
      assertTrue(Files.notExists(file));
    }

    private Path zip(String name, byte[] content, boolean stored) throws IOException {
      Path file = Files.createTempFile(folder, "x", ".npz");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
      }
      Files.write(file, bytes.toByteArray());
      return file;
    }

    @Test
    void archivesHoldArraysOfTheSizesTheySay() throws IOException {
      String shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }";
      Path huge = zip("a.npy", npy(shape.formatted("2000000000,"), 16), false);
      fails("it is damaged", () -> Npz.read(huge));
      Path more = zip("a.npy", npy(shape.formatted("3,"), 16), false);
      fails("f32[3] takes 12 bytes, the archive has 16", () -> Npz.read(more));
      Path text = zip("readme.txt", new byte[3], false);
      fails("readme.txt is no npy file", () -> Npz.read(text));
      Path none = folder.resolve("none.npz");
      Files.write(none, new byte[100]);
      fails("no npz archive that can be read", () -> Npz.read(none));
      fails("there is no such file", () -> Npz.read(folder.resolve("no.npz")));
    }

    @Test
    void flippedBitsOfAnArchiveShow() throws IOException {
      Path file = folder.resolve("flip.npz");
      Npz.write(file, Map.of("x", Samples.tensor(DType.F32, 1, 100)));
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Path damaged = folder.resolve("damaged.npz");
      Files.write(damaged, bytes);
      fails("their checksum is wrong", () -> Npz.read(damaged));
    }
  }

  @Nested
  class OfMsgpack {
    private void refuses(String reason, int... bytes) {
      byte[] array = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        array[i] = (byte) bytes[i];
      }
      fails(reason, () -> FlaxMsgpack.fromBytes(array));
    }

    @Test
    void lengthsAreThoseOfTheBytes() {
      refuses("it is truncated");
      refuses("2147483647 bytes are announced, 1 remain", 0xc6, 0x7f, 0xff, 0xff, 0xff, 0);
      refuses("4294967295 values are announced", 0xdd, 0xff, 0xff, 0xff, 0xff, 0);
      refuses("values are announced", 0xdf, 0xff, 0xff, 0xff, 0xff, 0);
      refuses("something follows", 0xc0, 0xc0);
    }

    @Test
    void whatIsNotFlaxIsNamed() {
      refuses("0xc1 begins no value", 0xc1);
      refuses("extension 9 is none", 0xd4, 9, 0);
      refuses("neither text nor an integer", 0x81, 0xc0, 0xc0);
      refuses("is there twice", 0x82, 0xa1, 'a', 1, 0xa1, 'a', 2);
      refuses("not UTF-8", 0xa1, 0xff);
      refuses("beyond 63 bits", 0xcf, 0xff, 0, 0, 0, 0, 0, 0, 0);
      refuses("not a shape, a dtype and bytes", 0xd4, 1, 0xc0);
      int[] nested = new int[600];
      Arrays.fill(nested, 0x91);
      nested[599] = 0xc0;
      refuses("nested deeper than 400", nested);
    }

    @Test
    void arraysHaveTheSizesTheySay() {
      // shape [2], dtype float32, 4 bytes
      refuses(
          "f32[2] takes 8 bytes, there are 4",
          0xc7,
          17,
          1,
          0x93,
          0x91,
          2,
          0xa7,
          'f',
          'l',
          'o',
          'a',
          't',
          '3',
          '2',
          0xc4,
          4,
          0,
          0,
          0,
          0);
      refuses(
          "dtype 'f32' is not supported",
          0xc7,
          13,
          1,
          0x93,
          0x91,
          1,
          0xa3,
          'f',
          '3',
          '2',
          0xc4,
          4,
          0,
          0,
          0,
          0);
    }

    @Test
    void whatFlaxDoesNotHaveIsNotWritten() {
      fails("Random.keyData", () -> FlaxMsgpack.toBytes(Map.of("k", sample(DType.KEY))));
      fails(
          "'a/b' is a java.util.Random",
          () -> FlaxMsgpack.toBytes(Map.of("a", Map.of("b", new java.util.Random()))));
    }

    @Test
    void anotherTreeIsPrinted() {
      byte[] bytes = FlaxMsgpack.toBytes(Map.of("w", sample(DType.F32)));
      fails(
          "w  other: f32[2], but the target has f32[3]",
          () -> FlaxMsgpack.fromBytes(Map.of("w", Samples.tensor(DType.F32, 1, 3)), bytes));
    }
  }
}
