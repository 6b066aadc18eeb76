package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Elements at absolute addresses.
 *
 * <p>Kernels work on addresses inside one segment that covers the whole address space: C2 then sees
 * one constant segment without a lifetime check, however many kinds of segments the callers have.
 * {@link Reach} checks each operand's range against its own segment before a kernel starts.
 */
final class Memory {
  /** Everything. */
  @SuppressWarnings("restricted")
  static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  static int getBool(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address) == 0 ? 0 : 1;
  }

  static int getI8(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address);
  }

  static int getU8(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  static int getI16(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address);
  }

  static int getU16(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) & 0xffff;
  }

  static int getI32(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  static long getI64(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  static float getF16(long address) {
    return Float.float16ToFloat(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address));
  }

  static float getBF16(long address) {
    return Float.intBitsToFloat(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) << 16);
  }

  static float getF32(long address) {
    return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address);
  }

  static double getF64(long address) {
    return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
  }

  static void putI8(long address, int value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  static void putI16(long address, int value) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, (short) value);
  }

  static void putI32(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
  }

  static void putI64(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  static void putF16(long address, float value) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, Float.floatToFloat16(value));
  }

  static void putBF16(long address, float value) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, (short) NarrowFloat.toBF16(value));
  }

  static void putF32(long address, float value) {
    ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address, value);
  }

  static void putF64(long address, double value) {
    ALL.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, value);
  }

  /** An element of an integer dtype, widened; u64 keeps its bits. */
  static long getInteger(DType dtype, long address) {
    return switch (dtype) {
      case BOOL -> getBool(address);
      case I8 -> getI8(address);
      case U8 -> getU8(address);
      case I16 -> getI16(address);
      case U16 -> getU16(address);
      case I32 -> getI32(address);
      case U32 -> Integer.toUnsignedLong(getI32(address));
      case I64, U64 -> getI64(address);
      case F16, BF16, F32, F64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException("not an integer dtype: " + dtype);
    };
  }

  /** Stores an integer, wrapped to the dtype. */
  static void putInteger(DType dtype, long address, long value) {
    switch (dtype.byteSize()) {
      case 1 -> putI8(address, (int) value);
      case 2 -> putI16(address, (int) value);
      case 4 -> putI32(address, (int) value);
      default -> putI64(address, value);
    }
  }

  /** An element of a floating dtype, widened. */
  static double getFloating(DType dtype, long address) {
    return switch (dtype) {
      case F16 -> getF16(address);
      case BF16 -> getBF16(address);
      case F32 -> getF32(address);
      case F64 -> getF64(address);
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException("not a floating dtype: " + dtype);
    };
  }

  /** Stores a floating value, rounded to the dtype. */
  static void putFloating(DType dtype, long address, double value) {
    switch (dtype) {
      case F16 -> putF16(address, (float) value);
      case BF16 -> putBF16(address, (float) value);
      case F32 -> putF32(address, (float) value);
      case F64 -> putF64(address, value);
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException("not a floating dtype: " + dtype);
    }
  }
}
