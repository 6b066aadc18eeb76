package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that NumPy, safetensors and Flax wrote (src/test/oracle/write_fixtures.py), and files for
 * them to read (read_back.py, with {@code -Dcovector.interop=FOLDER}).
 */
final class InteropTest {
  private static final Map<String, Shape> SHAPES =
      Map.of(
          "scalar",
          Shape.SCALAR,
          "empty",
          Shape.of(3, 0),
          "vector",
          Shape.of(5),
          "matrix",
          Shape.of(2, 3),
          "cube",
          Shape.of(2, 3, 4));

  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void chooseFolder() throws IOException {
    String chosen = System.getProperty("covector.interop");
    folder = chosen == null ? temporary : Path.of(chosen);
    Files.createDirectories(folder);
  }

  private Path fixture(String name) throws IOException {
    Path file = temporary.resolve("fixture-" + name);
    try (InputStream in = InteropTest.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  /** The formula of the script. */
  static Tensor array(DType dtype, Shape shape) {
    int n = (int) shape.size();
    ByteBuffer bytes = ByteBuffer.allocate(n * dtype.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      double real = (i - 3) / 2.0;
      switch (dtype) {
        case BOOL -> bytes.put((byte) (i % 3 == 0 ? 1 : 0));
        case I8 -> bytes.put((byte) (7 * i - 3));
        case I16 -> bytes.putShort((short) (7 * i - 3));
        case I32 -> bytes.putInt(7 * i - 3);
        case I64 -> bytes.putLong(7L * i - 3);
        case U8 -> bytes.put((byte) (7 * i));
        case U16 -> bytes.putShort((short) (7 * i));
        case U32 -> bytes.putInt(7 * i);
        case U64 -> bytes.putLong(7L * i);
        case F16 -> bytes.putShort(Float.floatToFloat16((float) real));
        case BF16 -> bytes.putShort((short) (Float.floatToIntBits((float) real) >>> 16));
        case F32 -> bytes.putFloat((float) real);
        case F64 -> bytes.putDouble(real);
        case C64 -> bytes.putFloat((float) real).putFloat(i);
        case C128 -> bytes.putDouble(real).putDouble(i);
        case KEY, KEY_ORIGINAL -> throw new IllegalArgumentException("no keys in NumPy");
      }
    }
    return Tensor.copyOf(MemorySegment.ofArray(bytes.array()), TensorType.of(dtype, shape));
  }

  private static Map<String, Tensor> everythingBut(DType... left) {
    Map<String, Tensor> arrays = new TreeMap<>();
    for (DType dtype : DType.values()) {
      if (!dtype.isKey() && !List.of(left).contains(dtype)) {
        SHAPES.forEach(
            (name, shape) -> arrays.put(dtype.longName() + "_" + name, array(dtype, shape)));
      }
    }
    return arrays;
  }

  @Test
  void readsWhatSafetensorsWrote() throws IOException {
    Path file = fixture("all.safetensors");
    Samples.assertSame(everythingBut(DType.C128), Safetensors.read(file));
    assertEquals(
        Map.of("made by", "safetensors", "licence", "none"), Safetensors.open(file).metadata());
  }

  @Test
  void readsWhatNumPyWrote() throws IOException {
    Map<String, Tensor> expected = everythingBut(DType.BF16);
    for (String name : List.of("all.npz", "compressed.npz", "fortran.npz", "big_endian.npz")) {
      Samples.assertSame(expected, Npz.read(fixture(name)));
    }
    Samples.assertSame(array(DType.F32, Shape.of(2, 3)), Npy.read(fixture("matrix.npy")));
    Samples.assertSame(array(DType.I16, Shape.of(2, 3)), Npy.read(fixture("version3.npy")));
  }

  private void refuses(String reason, String name) throws IOException {
    Path file = fixture(name);
    String message = assertThrows(MalformedFileException.class, () -> Npy.read(file)).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void refusesWhatIsNoTensor() throws IOException {
    refuses("an array of Python objects", "objects.npy");
    refuses("arrays of structures are not supported", "structures.npy");
    refuses("as NumPy writes bfloat16; save it as safetensors", "bfloat16.npy");
  }

  private record Moments(Tensor count, Map<String, Tensor> mu) {}

  private record Root(
      Map<String, Tensor> arrays,
      int count,
      boolean flag,
      List<Object> list,
      Moments moments,
      long negative,
      Object nothing,
      double pi,
      String text) {}

  private static Root root(Map<String, Tensor> arrays) {
    Tensor matrix = array(DType.F32, Shape.of(2, 3));
    return new Root(
        arrays,
        7,
        true,
        List.of(matrix, Map.of("x", array(DType.I32, Shape.of(5)))),
        new Moments(Tensor.of(3, DType.I32), Map.of("w", matrix)),
        -70000,
        null,
        3.25,
        "a text of more than thirty-two characters, with \u00e4");
  }

  @Test
  void readsWhatFlaxWroteIntoRecords() throws IOException {
    Root expected = root(everythingBut());
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    expected
        .arrays()
        .forEach((name, a) -> zeros.put(name, Samples.tensor(a.dtype(), 1, a.shape().toArray())));
    Root target =
        new Root(
            zeros,
            0,
            false,
            expected.list(),
            new Moments(Tensor.of(0, DType.I32), expected.moments().mu()),
            0,
            null,
            0,
            "");
    Root restored = FlaxMsgpack.read(fixture("tree.msgpack"), target);
    Samples.assertSame(expected.arrays(), restored.arrays());
    Samples.assertSame(expected.moments().mu(), restored.moments().mu());
    assertEquals(3, restored.moments().count().toInt());
    assertEquals(7, restored.count());
    assertTrue(restored.flag());
    assertEquals(-70000, restored.negative());
    assertEquals(3.25, restored.pi());
    assertEquals(expected.text(), restored.text());
  }

  @Test
  void writesTheBytesThatFlaxWrites() throws IOException {
    assertArrayEquals(
        Files.readAllBytes(fixture("tree.msgpack")), FlaxMsgpack.toBytes(root(everythingBut())));
    assertArrayEquals(
        Files.readAllBytes(fixture("chunked.msgpack")),
        FlaxWriter.bytes(Map.of("w", array(DType.F32, Shape.of(3, 5))), 16));
  }

  @Test
  void readsFlaxScalarsAndChunks() throws IOException {
    Map<?, ?> read = (Map<?, ?>) FlaxMsgpack.read(fixture("scalars.msgpack"));
    Tensor complex = (Tensor) read.get("complex");
    assertEquals(DType.C128, complex.dtype());
    ByteBuffer parts = ByteBuffer.wrap(Samples.bytes(complex)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(1.5, parts.getDouble());
    assertEquals(-2.0, parts.getDouble());
    assertEquals(0.5f, ((Tensor) read.get("numpy")).toFloat());
    assertArrayEquals(new byte[] {0, 1, -1}, (byte[]) read.get("raw"));
    assertEquals(1L << 40, read.get("big"));
    List<?> list = (List<?>) read.get("list");
    assertEquals(1L, list.get(0));
    assertNull(((List<?>) list.get(1)).get(1));
    Map<?, ?> chunked = (Map<?, ?>) FlaxMsgpack.read(fixture("chunked.msgpack"));
    Samples.assertSame(array(DType.F32, Shape.of(3, 5)), (Tensor) chunked.get("w"));
  }

  @Test
  void writesForOthersToRead() {
    Map<String, Tensor> safe = everythingBut(DType.C128);
    Safetensors.write(folder.resolve("all.safetensors"), safe, Map.of("by", "Covector"));
    Samples.assertSame(safe, Safetensors.read(folder.resolve("all.safetensors")));
    Map<String, Tensor> numpy = everythingBut(DType.BF16);
    Npz.write(folder.resolve("all.npz"), numpy);
    Samples.assertSame(numpy, Npz.read(folder.resolve("all.npz")));
    Npz.writeCompressed(folder.resolve("compressed.npz"), numpy);
    Samples.assertSame(numpy, Npz.read(folder.resolve("compressed.npz")));
    Map<String, Tensor> all = everythingBut();
    FlaxMsgpack.write(folder.resolve("all.msgpack"), all);
    Samples.assertSame(all, FlaxMsgpack.read(folder.resolve("all.msgpack"), all));
    SaveOptions replacing = SaveOptions.defaults().withReplacing();
    new PyTreeCheckpointer().save(folder.resolve("checkpoint"), all, replacing);
    Samples.assertSame(all, new PyTreeCheckpointer().restore(folder.resolve("checkpoint"), all));
  }

  @Test
  void writesChunksForFlax() throws IOException {
    byte[] bytes = FlaxWriter.bytes(Map.of("w", array(DType.F32, Shape.of(3, 5))), 24);
    Files.write(folder.resolve("chunked.msgpack"), bytes);
    Map<?, ?> read = (Map<?, ?>) FlaxMsgpack.fromBytes(bytes);
    Samples.assertSame(array(DType.F32, Shape.of(3, 5)), (Tensor) read.get("w"));
  }

  @Test
  void writesTheNpyThatNumPyWrites() throws IOException {
    Path file = folder.resolve("matrix.npy");
    Npy.write(file, array(DType.F32, Shape.of(2, 3)));
    byte[] expected = Files.readAllBytes(fixture("matrix.npy"));
    Samples.assertSame(Npy.read(expected), Npy.read(file));
    assertEquals(expected.length % 64, 24, "the data is aligned in NumPy's file");
    assertEquals(expected.length, Files.size(file));
  }
}
