package dev.covector.checkpoint;

import dev.covector.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The elements of an npy file in the order that tensors have. */
final class NpyData {
  private NpyData() {}

  /**
   * The tensor of a header and the data behind it.
   *
   * @throws MalformedFileException when the data has another size than the header says
   */
  static Tensor tensor(String place, NpyHeader header, MemorySegment data) {
    long size = size(header);
    if (data.byteSize() != size) {
      throw new MalformedFileException(
          "%s: %s takes %d bytes, the file has %d; %s"
              .formatted(
                  place,
                  header.type(),
                  size,
                  data.byteSize(),
                  size > data.byteSize() ? "it is truncated" : "something follows the array"));
    }
    if (!header.bigEndian() && (!header.fortran() || header.type().shape().rank() < 2)) {
      return MappedFile.wrap(place, data, header.type());
    }
    MemorySegment ordered = data;
    try (Arena arena = Arena.ofConfined()) {
      if (header.fortran() && size > 0) {
        ordered = transposed(header, ordered, arena.allocate(size));
      }
      if (header.bigEndian()) {
        ordered = swapped(header.type().dtype().part().byteSize(), ordered, arena.allocate(size));
      }
      return MappedFile.copy(place, ordered, header.type());
    }
  }

  /** The bytes that the header's type takes. */
  static long size(NpyHeader header) {
    return header.type().shape().size() * header.type().dtype().byteSize();
  }

  /** From the first axis innermost to the last axis innermost. */
  private static MemorySegment transposed(NpyHeader header, MemorySegment from, MemorySegment to) {
    int[] sizes = header.type().shape().toArray();
    int bytes = header.type().dtype().byteSize();
    long[] strides = new long[sizes.length]; // of the file
    long stride = bytes;
    for (int axis = 0; axis < sizes.length; axis++) {
      strides[axis] = stride;
      stride *= sizes[axis];
    }
    int[] index = new int[sizes.length];
    long source = 0;
    for (long target = 0; target < to.byteSize(); target += bytes) {
      MemorySegment.copy(from, source, to, target, bytes);
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        source -= strides[axis] * sizes[axis];
        index[axis] = 0;
      }
    }
    return to;
  }

  private static MemorySegment swapped(int width, MemorySegment from, MemorySegment to) {
    ValueLayout.OfShort two = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    ValueLayout.OfInt four = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    ValueLayout.OfLong eight = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    for (long at = 0; at < from.byteSize(); at += width) {
      switch (width) {
        case 2 -> to.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, from.get(two, at));
        case 4 -> to.set(ValueLayout.JAVA_INT_UNALIGNED, at, from.get(four, at));
        case 8 -> to.set(ValueLayout.JAVA_LONG_UNALIGNED, at, from.get(eight, at));
        default -> throw new IllegalStateException("elements of " + width + " bytes");
      }
    }
    return to;
  }
}
