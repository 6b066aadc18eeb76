package dev.covector.trace;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.graph.ScalarBits;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Single elements of dense host memory, by dtype and position. */
final class Elements {
  private Elements() {}

  /** The element: a Boolean, a Long (u64 as its 64 bits) or a Double. */
  static Object get(MemorySegment data, DType dtype, long index) {
    return ScalarBits.decode(dtype, bits(data, dtype, index));
  }

  private static long bits(MemorySegment data, DType dtype, long i) {
    return switch (dtype) {
      case BOOL, I8 -> data.get(ValueLayout.JAVA_BYTE, i);
      case U8 -> data.get(ValueLayout.JAVA_BYTE, i) & 0xFFL;
      case I16 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * i);
      case U16, F16, BF16 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * i) & 0xFFFFL;
      case I32 -> data.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * i);
      case U32, F32 -> data.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * i) & 0xFFFF_FFFFL;
      case I64, U64, F64 -> data.get(ValueLayout.JAVA_LONG_UNALIGNED, 8 * i);
      case C64, C128, KEY, KEY_ORIGINAL -> throw new DTypeException(dtype + " is not one number");
    };
  }

  /**
   * Writes a number, converted by value; integers wrap.
   *
   * @throws DTypeException when a NaN or infinity meets an integer dtype
   */
  static void set(MemorySegment data, DType dtype, long i, Number value) {
    requireFiniteFor(dtype, value);
    long bits = ScalarBits.encode(dtype, value);
    switch (dtype.byteSize()) {
      case 1 -> data.set(ValueLayout.JAVA_BYTE, i, (byte) bits);
      case 2 -> data.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * i, (short) bits);
      case 4 -> data.set(ValueLayout.JAVA_INT_UNALIGNED, 4 * i, (int) bits);
      default -> data.set(ValueLayout.JAVA_LONG_UNALIGNED, 8 * i, bits);
    }
  }

  /** Checks that an integer dtype is not given a NaN or an infinity. */
  static void requireFiniteFor(DType dtype, Number value) {
    if (dtype.isInteger() && !Double.isFinite(value.doubleValue())) {
      throw new DTypeException(
          "of: "
              + value
              + " is not an integer, so it cannot be stored as "
              + dtype
              + "; use a floating dtype");
    }
  }

  /** An element as a number: bool is 0 or 1. */
  static Number number(MemorySegment data, DType dtype, long index) {
    return switch (get(data, dtype, index)) {
      case Boolean b -> b ? 1L : 0L;
      case Number n -> n;
      default -> throw new IllegalStateException("an element is a Boolean or a Number");
    };
  }

  /** Copies elements from the start of one memory into another, converting by value. */
  static void copy(
      MemorySegment from, DType fromType, MemorySegment to, long offset, DType dtype, long count) {
    if (fromType == dtype) {
      long size = dtype.byteSize();
      MemorySegment.copy(from, 0, to, offset * size, count * size);
      return;
    }
    for (long i = 0; i < count; i++) {
      set(to, dtype, offset + i, number(from, fromType, i));
    }
  }
}
