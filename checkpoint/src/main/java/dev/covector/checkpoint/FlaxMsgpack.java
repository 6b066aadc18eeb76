package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees in the bytes of {@code flax.serialization.to_bytes}: records and maps as dictionaries,
 * lists as dictionaries of "0", "1" and so on, arrays, numbers, texts, booleans and null.
 * Functions, which Flax keeps out of its states, are left out.
 *
 * <pre>{@code
 * Map<String, Object> params = Map.of("Dense_0", Map.of("kernel", Numpy.ones(2, 3)));
 * byte[] bytes = FlaxMsgpack.toBytes(params);
 * Map<String, Object> same = FlaxMsgpack.fromBytes(params, bytes); // checked against params
 * Object untyped = FlaxMsgpack.fromBytes(bytes); // nested maps
 * }</pre>
 *
 * @see <a href="https://flax.readthedocs.io/en/latest/api_reference/flax.serialization.html">Flax's
 *     serialization</a>
 */
public final class FlaxMsgpack {
  static final int ARRAY = 1;
  private static final int COMPLEX = 2;
  private static final int SCALAR = 3;
  static final String CHUNKED = "__msgpack_chunked_array__";

  private FlaxMsgpack() {}

  /**
   * The tree in bytes; {@link #write} where it has more than an array holds.
   *
   * @throws CheckpointException when a leaf is none that the format has, naming its path
   */
  public static byte[] toBytes(Object tree) {
    return FlaxWriter.bytes(tree);
  }

  /**
   * Writes a tree to a file in one step: it is complete, or what was there before.
   *
   * @throws CheckpointException when the file system refuses, or a leaf is none that the format has
   */
  public static void write(Path file, Object tree) {
    try (Workspace workspace = Workspace.open(file, Disk.MACHINE)) {
      try (Disk.Output output = Disk.MACHINE.createFile(workspace.content())) {
        FlaxWriter.write(tree, output, FlaxWriter.CHUNK_BYTES);
        output.sync();
      }
      workspace.commit(true);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  /**
   * The tree in bytes that Flax or {@link #toBytes} made: nested maps with keys of text, as Flax's
   * {@code msgpack_restore} has it. Arrays and NumPy's scalars are tensors, complex numbers c128
   * tensors, integers Long, floats Double.
   *
   * @throws MalformedFileException when the bytes are none of Flax's
   */
  public static @Nullable Object fromBytes(byte[] bytes) {
    return read("msgpack", MemorySegment.ofArray(bytes));
  }

  /**
   * The tree in bytes, in the containers of a target and checked against it.
   *
   * @throws MalformedFileException when the bytes are none of Flax's
   * @throws CheckpointMismatchException when the tree is another than the target
   */
  public static <T> T fromBytes(T target, byte[] bytes) {
    return graft("msgpack", fromBytes(bytes), target);
  }

  /** As {@link #fromBytes(byte[])}, of a file. */
  public static @Nullable Object read(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      return read(file.toString(), MappedFile.open(file, arena).bytes());
    }
  }

  /** As {@link #fromBytes(Object, byte[])}, of a file. */
  public static <T> T read(Path file, T target) {
    return graft(file.toString(), read(file), target);
  }

  private static <T> T graft(String place, @Nullable Object tree, T target) {
    return new Graft(place, RestoreOptions.defaults().withScalarsAsTensors())
        .onto(target, Graft.candidates(tree));
  }

  private static @Nullable Object read(String place, MemorySegment bytes) {
    Object raw =
        new MsgpackReader(place, bytes, (type, data) -> extension(place, type, data)).all();
    return finished(place, raw);
  }

  private static Object extension(String place, int type, MemorySegment data) {
    return switch (type) {
      case ARRAY, SCALAR -> FlaxArray.read(place, data);
      case COMPLEX -> complex(place, data);
      default ->
          throw new MalformedFileException(
              place + ": the msgpack extension " + type + " is none of Flax's");
    };
  }

  private static Tensor complex(String place, MemorySegment data) {
    Object parts =
        new MsgpackReader(place, data, (type, inner) -> extension(place, type, inner)).all();
    if (!(parts instanceof List<?> pair)
        || pair.size() != 2
        || !(pair.get(0) instanceof Double real)
        || !(pair.get(1) instanceof Double imaginary)) {
      throw new MalformedFileException(place + ": a complex number is not two floats");
    }
    MemorySegment segment = MemorySegment.ofArray(new double[] {real, imaginary});
    return Tensor.copyOf(segment, TensorType.of(DType.C128));
  }

  /** What was read, with tensors for arrays. */
  private static @Nullable Object finished(String place, @Nullable Object raw) {
    return switch (raw) {
      case null -> null;
      case FlaxArray array -> array.tensor(place);
      case MemorySegment binary -> binary.toArray(ValueLayout.JAVA_BYTE);
      case Map<?, ?> map when map.containsKey(CHUNKED) -> chunked(place, map);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> finished = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String key = String.valueOf(entry.getKey());
          if (finished.put(key, finished(place + "/" + key, entry.getValue())) != null) {
            throw new MalformedFileException(place + ": the key '" + key + "' is there twice");
          }
        }
        yield Collections.unmodifiableMap(finished);
      }
      case List<?> list -> list.stream().map(item -> finished(place, item)).toList();
      default -> raw;
    };
  }

  /** An array that Flax has cut in pieces, since msgpack holds no more than 2 GB in one. */
  private static Tensor chunked(String place, Map<?, ?> map) {
    if (!(map.get("shape") instanceof Map<?, ?> sizes)
        || !(map.get("chunks") instanceof Map<?, ?> chunks)
        || chunks.isEmpty()) {
      throw new MalformedFileException(place + ": a chunked array without shape or chunks");
    }
    Shape shape = SafetensorsHeader.shape(place, FlaxArray.axes(place, inOrder(place, sizes)));
    DType dtype = null;
    long bytes = 0;
    for (Object chunk : inOrder(place, chunks)) {
      if (!(chunk instanceof FlaxArray array) || (dtype != null && dtype != array.type().dtype())) {
        throw new MalformedFileException(place + ": the chunks of an array are of several types");
      }
      dtype = array.type().dtype();
      bytes += array.data().byteSize();
    }
    TensorType type = TensorType.of(dtype, shape);
    if (bytes != shape.size() * dtype.byteSize()) {
      throw new MalformedFileException(
          place + ": the chunks of a " + type + " have " + bytes + " bytes in all");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(bytes, 64);
      long filled = 0;
      for (Object chunk : inOrder(place, chunks)) {
        MemorySegment data = ((FlaxArray) chunk).data();
        all.asSlice(filled, data.byteSize()).copyFrom(data);
        filled += data.byteSize();
      }
      return MappedFile.copy(place, all, type);
    }
  }

  /** The values of "0", "1" and so on. */
  private static Collection<@Nullable Object> inOrder(String place, Map<?, ?> map) {
    Map<Integer, @Nullable Object> ordered = new LinkedHashMap<>();
    for (int i = 0; i < map.size(); i++) {
      String key = Integer.toString(i);
      if (!map.containsKey(key)) {
        throw new MalformedFileException(place + ": there is no '" + key + "' of an array's");
      }
      ordered.put(i, map.get(key));
    }
    return ordered.values();
  }
}
