package dev.covector.graph;

import dev.covector.DType;
import dev.covector.DTypeException;

/** Scalars as the bits that buffers hold. */
public final class ScalarBits {
  private ScalarBits() {}

  /** The bits of a number in a real dtype. Integers wrap; bool is value != 0. */
  public static long encode(DType dtype, Number value) {
    return switch (dtype) {
      case BOOL -> value.doubleValue() != 0 ? 1 : 0;
      case I8 -> (byte) integer(value);
      case I16 -> (short) integer(value);
      case I32 -> (int) integer(value);
      case I64, U64 -> integer(value);
      case U8 -> integer(value) & 0xFFL;
      case U16 -> integer(value) & 0xFFFFL;
      case U32 -> integer(value) & 0xFFFF_FFFFL;
      case F16 -> Float.floatToFloat16(value.floatValue()) & 0xFFFFL;
      case BF16 -> bfloat16(value.floatValue());
      case F32 -> Float.floatToRawIntBits(value.floatValue()) & 0xFFFF_FFFFL;
      case F64 -> Double.doubleToRawLongBits(value.doubleValue());
      case C64, C128, KEY, KEY_ORIGINAL ->
          throw new DTypeException("a " + dtype + " scalar cannot be written as one number");
    };
  }

  /** The value of bits: a Boolean, a Long (unsigned ones zero-extended) or a Double. */
  public static Object decode(DType dtype, long bits) {
    return switch (dtype) {
      case BOOL -> bits != 0;
      case I8, I16, I32, I64, U8, U16, U32, U64 -> bits;
      case F16 -> (double) Float.float16ToFloat((short) bits);
      case BF16 -> (double) Float.intBitsToFloat((int) bits << 16);
      case F32 -> (double) Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case C64, C128, KEY, KEY_ORIGINAL ->
          throw new DTypeException("a " + dtype + " scalar is not one number");
    };
  }

  /** The bits of the nearest bfloat16, ties to even. */
  public static long bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (bits >>> 16 | 0x40) & 0xFFFFL;
    }
    return (bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16 & 0xFFFFL;
  }

  private static long integer(Number value) {
    return value instanceof Double || value instanceof Float
        ? (long) value.doubleValue()
        : value.longValue();
  }
}
