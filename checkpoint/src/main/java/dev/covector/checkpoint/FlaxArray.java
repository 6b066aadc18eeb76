package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array as an extension of msgpack, as Flax has it: the shape, NumPy's name of the dtype, and
 * the elements, as msgpack within msgpack.
 *
 * @param type dtype and shape
 * @param data the elements, row-major and little-endian
 */
record FlaxArray(TensorType type, MemorySegment data) {
  /** Reads and checks the data of an extension. */
  static FlaxArray read(String place, MemorySegment extension) {
    Object read = new MsgpackReader(place, extension, FlaxArray::none).all();
    if (!(read instanceof List<?> parts)
        || parts.size() != 3
        || !(parts.get(0) instanceof List<?> sizes)
        || !(parts.get(1) instanceof String dtype)
        || !(parts.get(2) instanceof MemorySegment elements)) {
      throw new MalformedFileException(place + ": an array is not a shape, a dtype and bytes");
    }
    return of(place, sizes, dtype, elements);
  }

  private static Object none(int type, MemorySegment data) {
    throw new MalformedFileException("an extension of msgpack within an array");
  }

  private static FlaxArray of(String place, List<?> sizes, String dtype, MemorySegment elements) {
    Shape shape = SafetensorsHeader.shape(place, axes(place, sizes));
    TensorType type = TensorType.of(dtype(place, dtype), shape);
    long bytes = type.shape().size() * type.dtype().byteSize();
    if (bytes != elements.byteSize()) {
      throw new MalformedFileException(
          "%s: %s takes %d bytes, there are %d".formatted(place, type, bytes, elements.byteSize()));
    }
    return new FlaxArray(type, elements);
  }

  private static DType dtype(String place, String name) {
    try {
      DType dtype = DType.named(name);
      if (!dtype.isKey() && dtype.longName().equals(name)) {
        return dtype;
      }
    } catch (DTypeException e) {
      // not one of ours: refused below, with the file's name
    }
    throw new MalformedFileException(
        place + ": the dtype '" + JsonObject.shown(name) + "' is not supported");
  }

  /** The sizes of axes, which must be integers. */
  static long[] axes(String place, Collection<? extends @Nullable Object> sizes) {
    return sizes.stream()
        .mapToLong(
            size -> {
              if (!(size instanceof Long value) || value < 0) {
                throw new MalformedFileException(place + ": a shape must hold integers from 0");
              }
              return value;
            })
        .toArray();
  }

  /** The tensor of these elements. */
  Tensor tensor(String place) {
    return MappedFile.copy(place, data, type);
  }

  /** Writes the extension. */
  static void write(MsgpackWriter out, DiskStream stream, Blob blob) throws IOException {
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    MsgpackWriter inner = new MsgpackWriter(before);
    inner.writeListHeader(3);
    int[] sizes = blob.type().shape().toArray();
    inner.writeListHeader(sizes.length);
    for (int size : sizes) {
      inner.write(size);
    }
    inner.write(blob.type().dtype().longName());
    inner.writeBinaryHeader(blob.data().byteSize());
    out.writeExtensionHeader(FlaxMsgpack.ARRAY, before.size() + blob.data().byteSize());
    before.writeTo(stream);
    stream.write(blob);
  }
}
