package dev.covector.reference;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Elements of every dtype as longs: an integer is its value (unsigned ones zero-extended, u64 as
 * its bits), a bool is 0 or 1, and a floating number is the bits of the double of the same value.
 */
final class Element {
  private static final long DOUBLE_INFINITY = 0x7FF0000000000000L;

  private Element() {}

  /** The element at a position of dense memory. */
  static long read(MemorySegment memory, DType dtype, long index) {
    return switch (dtype) {
      case BOOL -> memory.get(ValueLayout.JAVA_BYTE, index) != 0 ? 1 : 0;
      case I8 -> memory.get(ValueLayout.JAVA_BYTE, index);
      case U8 -> memory.get(ValueLayout.JAVA_BYTE, index) & 0xFFL;
      case I16 -> memory.getAtIndex(ValueLayout.JAVA_SHORT, index);
      case U16 -> memory.getAtIndex(ValueLayout.JAVA_SHORT, index) & 0xFFFFL;
      case F16, BF16 -> ofBits(dtype, memory.getAtIndex(ValueLayout.JAVA_SHORT, index) & 0xFFFFL);
      case I32 -> memory.getAtIndex(ValueLayout.JAVA_INT, index);
      case U32 -> memory.getAtIndex(ValueLayout.JAVA_INT, index) & 0xFFFFFFFFL;
      case F32 -> of(memory.getAtIndex(ValueLayout.JAVA_FLOAT, index));
      case I64, U64, F64 -> memory.getAtIndex(ValueLayout.JAVA_LONG, index);
      case C64, C128, KEY, KEY_ORIGINAL -> throw notPhysical(dtype);
    };
  }

  /** Stores an element. */
  static void write(MemorySegment memory, DType dtype, long index, long value) {
    long bits = bits(dtype, value);
    switch (dtype.byteSize()) {
      case Byte.BYTES -> memory.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
      case Short.BYTES -> memory.setAtIndex(ValueLayout.JAVA_SHORT, index, (short) bits);
      case Integer.BYTES -> memory.setAtIndex(ValueLayout.JAVA_INT, index, (int) bits);
      default -> memory.setAtIndex(ValueLayout.JAVA_LONG, index, bits);
    }
  }

  /** A floating element of a value that its dtype has. */
  static long of(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** The value of a floating element. */
  static double value(long element) {
    return Double.longBitsToDouble(element);
  }

  /** The element whose representation in memory has these (low) bits. */
  static long ofBits(DType dtype, long bits) {
    return switch (dtype) {
      case F16 -> of(Float.float16ToFloat((short) bits));
      case BF16 -> of(Float.intBitsToFloat((int) bits << 16));
      case F32 -> of(Float.intBitsToFloat((int) bits));
      case F64 -> bits;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64 -> wrap(dtype, bits);
      case C64, C128, KEY, KEY_ORIGINAL -> throw notPhysical(dtype);
    };
  }

  /** The representation in memory, zero-extended. */
  static long bits(DType dtype, long element) {
    return switch (dtype) {
      case F16 -> Float.floatToFloat16((float) value(element)) & 0xFFFFL;
      case BF16 -> Float.floatToRawIntBits((float) value(element)) >>> 16;
      case F32 -> Float.floatToRawIntBits((float) value(element)) & 0xFFFFFFFFL;
      case BOOL, I8, I16, I32, U8, U16, U32 -> element & (1L << dtype.bits()) - 1;
      case I64, U64, F64 -> element;
      case C64, C128, KEY, KEY_ORIGINAL -> throw notPhysical(dtype);
    };
  }

  /** An integer or bool reduced to the width of its dtype. */
  static long wrap(DType dtype, long value) {
    return switch (dtype) {
      case BOOL -> value & 1;
      case I8 -> (byte) value;
      case I16 -> (short) value;
      case I32 -> (int) value;
      case U8 -> value & 0xFFL;
      case U16 -> value & 0xFFFFL;
      case U32 -> value & 0xFFFFFFFFL;
      case I64, U64 -> value;
      case F16, BF16, F32, F64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException(dtype + " is not an integer");
    };
  }

  /** The floating element nearest to a value, ties to even, rounded once. */
  static long round(DType dtype, double value) {
    return switch (dtype) {
      case F64 -> of(value);
      case F32 -> of((float) value);
      case F16 -> of(Float.float16ToFloat(Float.floatToFloat16(toOdd(value))));
      case BF16 -> of(toBfloat(toOdd(value)));
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException(dtype + " is not floating");
    };
  }

  /** The floating element nearest to an integer; {@code unsigned} tells u64 from i64. */
  static long round(DType dtype, long value, boolean unsigned) {
    if (!unsigned || value >= 0) {
      double near = value;
      return dtype == DType.F64 ? of(near) : round(dtype, toOdd(near, compare(near, value)));
    }
    double half = (value >>> 1) | (value & 1); // the lost bit stays in sight of the rounding
    return dtype == DType.F64
        ? of(2 * half)
        : round(dtype, 2 * toOdd(half, compare(half, (value >>> 1) | (value & 1))));
  }

  private static int compare(double near, long exact) {
    return near == 0x1p63 ? 1 : Long.compare((long) near, exact);
  }

  /**
   * A value between two doubles as the one whose last bit is odd, so that rounding it again to
   * fewer bits is as rounding once.
   *
   * @param order whether {@code near} is above (positive), at or below the exact value
   */
  private static double toOdd(double near, int order) {
    if (order == 0 || (Double.doubleToRawLongBits(near) & 1) != 0) {
      return near;
    }
    return order > 0 ? Math.nextDown(near) : Math.nextUp(near);
  }

  /** The same from a double to a float. */
  private static float toOdd(double value) {
    float near = (float) value;
    if (near == value || Double.isNaN(value) || (Float.floatToRawIntBits(near) & 1) != 0) {
      return near;
    }
    return near > value ? Math.nextDown(near) : Math.nextUp(near);
  }

  private static float toBfloat(float value) {
    if (Float.isNaN(value)) {
      return value;
    }
    int bits = Float.floatToRawIntBits(value);
    return Float.intBitsToFloat((bits + 0x7FFF + (bits >>> 16 & 1)) & 0xFFFF0000);
  }

  /** Whether an element of a floating dtype is infinite or NaN. */
  static boolean isSpecial(long element) {
    return (element & DOUBLE_INFINITY) == DOUBLE_INFINITY;
  }

  private static IllegalArgumentException notPhysical(DType dtype) {
    return new IllegalArgumentException(dtype + " is not the dtype of a buffer");
  }
}
