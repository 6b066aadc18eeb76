package dev.covector.kernel;

import dev.covector.DType;
import java.util.Arrays;
import java.util.List;

/**
 * How a kernel reaches the elements of a buffer: element {@code offset + sum(index[d] * strides[d])
 * + sum(dynamic terms)} for the point {@code index} of the kernel's iteration space.
 *
 * @param buffer the buffer's number in the program
 * @param dtype the physical dtype of the buffer
 * @param offset in elements
 * @param strides one per dimension of the iteration space, in elements; 0 where the operand is
 *     broadcast, negative where it is reversed
 * @param dynamic terms read from index buffers
 */
public record Access(
    int buffer, DType dtype, long offset, long[] strides, List<DynamicIndex> dynamic) {
  /** Copies nothing: strides must not be changed afterwards. */
  public Access {
    dynamic = List.copyOf(dynamic);
  }

  /** An access without dynamic terms. */
  public Access(int buffer, DType dtype, long offset, long... strides) {
    this(buffer, dtype, offset, strides, List.of());
  }

  /** The same access to another buffer. */
  public Access withBuffer(int other) {
    return new Access(other, dtype, offset, strides, dynamic);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Access a
        && buffer == a.buffer
        && dtype == a.dtype
        && offset == a.offset
        && Arrays.equals(strides, a.strides)
        && dynamic.equals(a.dynamic);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * buffer + Long.hashCode(offset)) + Arrays.hashCode(strides);
  }

  /** As {@code %3:f32[+5 12 1]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%" + buffer + ":" + dtype + "[");
    if (offset != 0) {
      text.append('+').append(offset).append(' ');
    }
    for (int i = 0; i < strides.length; i++) {
      text.append(i == 0 ? "" : " ").append(strides[i]);
    }
    for (DynamicIndex index : dynamic) {
      text.append(" ; ").append(index);
    }
    return text.append(']').toString();
  }
}
