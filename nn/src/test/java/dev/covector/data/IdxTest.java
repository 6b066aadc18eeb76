package dev.covector.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDX files: what is read, and what is refused. */
final class IdxTest {
  @TempDir private Path folder;

  private static byte[] idx(int type, int[] sizes, byte... data) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + data.length);
    file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
    Arrays.stream(sizes).forEach(file::putInt);
    return file.put(data).array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path write(byte... bytes) throws IOException {
    return Files.write(folder.resolve("x-idx"), bytes);
  }

  private String refusal(byte... bytes) throws IOException {
    Path file = write(bytes);
    String text = assertThrows(DataException.class, () -> Idx.read(file)).getMessage();
    assertTrue(text.startsWith(file.toString()), text);
    return text;
  }

  @Test
  void allTypesAndShapesAreRead() throws IOException {
    Tensor bytes = Idx.read(write(idx(0x08, new int[] {2, 3}, new byte[] {0, 1, 2, 3, -1, 5})));
    assertEquals("u8[2,3]", bytes.type().toString());
    assertArrayEquals(new int[] {0, 1, 2, 3, 255, 5}, bytes.toIntArray());
    assertEquals(-1, Idx.read(write(idx(0x09, new int[] {1}, (byte) -1))).toIntArray()[0]);
    byte[] data = ByteBuffer.allocate(4).putShort((short) -300).putShort((short) 7).array();
    assertArrayEquals(
        new int[] {-300, 7}, Idx.read(write(idx(0x0B, new int[] {2}, data))).toIntArray());
    data = ByteBuffer.allocate(8).putInt(-70000).putInt(9).array();
    assertArrayEquals(
        new int[] {-70000, 9}, Idx.read(write(idx(0x0C, new int[] {1, 2}, data))).toIntArray());
    data = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(Float.NaN).array();
    assertArrayEquals(
        new float[] {1.5f, Float.NaN},
        Idx.read(write(idx(0x0D, new int[] {2}, data))).toFloatArray());
    data = ByteBuffer.allocate(8).putDouble(Math.PI).array();
    Tensor pi = Idx.read(write(idx(0x0E, new int[] {1, 1, 1}, data)));
    assertEquals("f64[1,1,1]", pi.type().toString());
    assertEquals(Math.PI, pi.toDouble());
    assertEquals("u8[0,28]", Idx.read(write(idx(0x08, new int[] {0, 28}))).type().toString());
  }

  @Test
  void packedFilesAreReadByTheirContent() throws IOException {
    byte[] data = new byte[3_000_000]; // some pieces
    new Random(1).nextBytes(data);
    byte[] file = idx(0x08, new int[] {3000, 1000}, data);
    assertArrayEquals(
        Idx.read(write(file)).toByteArray(), Idx.read(write(gzip(file))).toByteArray());
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path missing = folder.resolve("missing");
    String text = assertThrows(DataException.class, () -> Idx.read(missing)).getMessage();
    assertTrue(text.startsWith(missing + ": there is no such file"), text);
    text = assertThrows(DataException.class, () -> Idx.read(folder)).getMessage();
    assertTrue(text.contains("is a folder"), text);
    text = refusal("PNG, not IDX".getBytes());
    assertTrue(text.contains("no IDX file: it begins with 50 4e 47"), text);
    text = refusal(idx(0x0A, new int[] {1}, (byte) 1));
    assertTrue(text.contains("begins with 00 00 0a"), text);
    assertTrue(refusal().contains("truncated: it ends after 0 bytes, in its header"));
    assertTrue(refusal((byte) 0, (byte) 0, (byte) 8, (byte) 3, (byte) 0).contains("in its header"));
    assertTrue(
        refusal(idx(0x08, new int[] {-5}, (byte) 1)).contains("axis 0 has the size 4294967291"));
  }

  @Test
  void sizesThatTheFileDoesNotHaveAreRefused() throws IOException {
    String text = refusal(idx(0x08, new int[] {10}, new byte[9]));
    assertTrue(text.contains("says u8[10], which takes 10 bytes, but 9 follow the header"), text);
    text = refusal(idx(0x08, new int[] {10}, new byte[11]));
    assertTrue(text.contains("which takes 10 bytes, but more follow"), text);
    text = refusal(gzip(idx(0x08, new int[] {10}, new byte[9])));
    assertTrue(text.contains("which takes 10 bytes, but 9 follow; it is truncated"), text);
    text = refusal(gzip(idx(0x08, new int[] {10}, new byte[11])));
    assertTrue(text.contains("but more follow"), text);
  }

  @Test
  void nothingIsAllocatedByWhatAHeaderSays() throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int most = Integer.MAX_VALUE;
    for (int[] sizes : new int[][] {{most}, {60_000, 28_000, 28_000}, {most, most, most}}) {
      for (boolean packed : new boolean[] {false, true}) {
        byte[] file = idx(0x0E, sizes, new byte[100]);
        write(packed ? gzip(file) : file);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(DataException.class, () -> Idx.read(folder.resolve("x-idx")));
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 4_000_000);
      }
    }
    byte[] zeros =
        gzip(idx(0x08, new int[] {700_000}, new byte[100])); // 1032 times its size: possible
    write(zeros);
    assertThrows(DataException.class, () -> Idx.read(folder.resolve("x-idx")));
  }

  @Test
  void truncatedAndDamagedGzipIsToldApart() throws IOException {
    byte[] data = new byte[100_000];
    new Random(2).nextBytes(data);
    byte[] packed = gzip(idx(0x08, new int[] {100_000}, data));
    for (int size : new int[] {3, 9, 50, 50_000, packed.length - 9, packed.length - 1}) {
      String text = refusal(Arrays.copyOf(packed, size));
      assertTrue(text.contains("truncated"), text);
    }
    byte[] damaged = packed.clone();
    damaged[damaged.length - 6] ^= 1; // the checksum
    assertTrue(refusal(damaged).contains("the gzip stream is damaged"));
  }

  @Test
  void mnistIsReadFromItsFolder() throws IOException {
    byte[] images = idx(0x08, new int[] {2, 2, 2}, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    byte[] labels = idx(0x08, new int[] {2}, new byte[] {7, 3});
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(images));
    Files.write(folder.resolve("train-labels.idx1-ubyte"), labels);
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), images);
    String text = assertThrows(DataException.class, () -> Mnist.load(folder)).getMessage();
    assertTrue(text.contains("there is no t10k-labels-idx1-ubyte, with or without .gz"), text);
    assertTrue(text.contains("(IdxTest.java:"), text);
    Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(labels));
    TrainTest<LabelledImages> mnist = Mnist.load(folder);
    assertEquals("u8[2,2,2]", mnist.train().images().type().toString());
    assertEquals("i32[2]", mnist.test().labels().type().toString());
    assertEquals(3, Dataset.of(mnist.train()).get(1).labels().toInt());
    Files.write(
        folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(idx(0x08, new int[] {1}, (byte) 1)));
    text = assertThrows(DataException.class, () -> Mnist.load(folder)).getMessage();
    assertTrue(text.contains("they must be n images of two axes and n labels"), text);
  }
}
