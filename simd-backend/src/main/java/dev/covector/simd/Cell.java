package dev.covector.simd;

import dev.covector.DType;

/**
 * Elements of a dtype given as a number. Where the number is a constant to C2 (in copies made by
 * {@link Specialized}) the switches cost nothing; a switch over the enum reads a table that C2 does
 * not trust.
 */
final class Cell {
  static final int BOOL = 0;
  static final int I8 = 1;
  static final int U8 = 2;
  static final int I16 = 3;
  static final int U16 = 4;
  static final int I32 = 5;
  static final int U32 = 6;
  static final int I64 = 7;
  static final int U64 = 8;
  static final int F16 = 9;
  static final int BF16 = 10;
  static final int F32 = 11;
  static final int F64 = 12;

  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
  private static final int NAN = Float.floatToRawIntBits(Float.NaN);

  private Cell() {}

  /** The number of a dtype. */
  static int of(DType dtype) {
    return switch (dtype) {
      case BOOL -> BOOL;
      case I8 -> I8;
      case U8 -> U8;
      case I16 -> I16;
      case U16 -> U16;
      case I32 -> I32;
      case U32 -> U32;
      case I64 -> I64;
      case U64 -> U64;
      case F16 -> F16;
      case BF16 -> BF16;
      case F32 -> F32;
      case F64 -> F64;
      case C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException("simd: no kernel works on elements of " + dtype);
    };
  }

  static boolean isFloating(int cell) {
    return cell >= F16;
  }

  static int bytes(int cell) {
    return switch (cell) {
      case BOOL, I8, U8 -> 1;
      case I16, U16, F16, BF16 -> 2;
      case I32, U32, F32 -> 4;
      default -> 8;
    };
  }

  /** An element of a floating dtype, widened. */
  static double floating(int cell, long address) {
    return switch (cell) {
      case F16 -> Memory.getF16(address);
      case BF16 -> Memory.getBF16(address);
      case F32 -> Memory.getF32(address);
      default -> Memory.getF64(address);
    };
  }

  /** Stores a floating value, rounded to the dtype. */
  static void putFloating(int cell, long address, double value) {
    switch (cell) {
      case F16 -> Memory.putF16(address, (float) value);
      case BF16 -> Memory.putBF16(address, (float) value);
      case F32 -> Memory.putF32(address, (float) value);
      default -> Memory.putF64(address, value);
    }
  }

  /** An element of an integer dtype, widened; u64 keeps its bits. */
  static long integer(int cell, long address) {
    return switch (cell) {
      case BOOL -> Memory.getBool(address);
      case I8 -> Memory.getI8(address);
      case U8 -> Memory.getU8(address);
      case I16 -> Memory.getI16(address);
      case U16 -> Memory.getU16(address);
      case I32 -> Memory.getI32(address);
      case U32 -> Integer.toUnsignedLong(Memory.getI32(address));
      default -> Memory.getI64(address);
    };
  }

  /** Stores an integer, wrapped to the dtype. */
  static void putInteger(int cell, long address, long value) {
    putBits(bytes(cell), address, value);
  }

  /** The bits of an element of a size. */
  static long bits(int bytes, long address) {
    return switch (bytes) {
      case 1 -> Memory.getU8(address);
      case 2 -> Memory.getU16(address);
      case 4 -> Memory.getI32(address);
      default -> Memory.getI64(address);
    };
  }

  /** Stores the low bits of a value in an element of a size. */
  static void putBits(int bytes, long address, long value) {
    switch (bytes) {
      case 1 -> Memory.putI8(address, (int) value);
      case 2 -> Memory.putI16(address, (int) value);
      case 4 -> Memory.putI32(address, (int) value);
      default -> Memory.putI64(address, value);
    }
  }

  /**
   * An element as a signed integer of the same order; all NaNs are equal and last, and -0 is 0.
   * Dtypes of at most 32 bits give an int.
   */
  static long key(int cell, long address) {
    switch (cell) {
      case F32 -> {
        return intKey(Memory.getI32(address));
      }
      case F16, BF16 -> {
        return intKey(Float.floatToRawIntBits((float) floating(cell, address)));
      }
      case F64 -> {
        double value = Memory.getF64(address) + 0.0;
        long bits = Double.doubleToLongBits(value); // one NaN, and a positive one
        return bits ^ (bits >> 63 >>> 1);
      }
      case U32 -> {
        return Memory.getI32(address) ^ Integer.MIN_VALUE;
      }
      case U64 -> {
        return Memory.getI64(address) ^ Long.MIN_VALUE;
      }
      default -> {
        return integer(cell, address);
      }
    }
  }

  /** The key of an f32 given by its bits; the branches are hardly ever taken. */
  private static int intKey(int bits) {
    int canonical = bits;
    if ((bits & Integer.MAX_VALUE) > INFINITY) {
      canonical = NAN;
    } else if (bits == Integer.MIN_VALUE) {
      canonical = 0;
    }
    return canonical ^ (canonical >> 31 >>> 1);
  }

  /** Stores the element that has a key. */
  static void putKey(int cell, long address, long key) {
    switch (cell) {
      case F32 -> Memory.putI32(address, (int) key ^ ((int) key >> 31 >>> 1));
      case F16, BF16 ->
          putFloating(cell, address, Float.intBitsToFloat((int) key ^ ((int) key >> 31 >>> 1)));
      case F64 -> Memory.putI64(address, key ^ (key >> 63 >>> 1));
      case U32 -> Memory.putI32(address, (int) key ^ Integer.MIN_VALUE);
      case U64 -> Memory.putI64(address, key ^ Long.MIN_VALUE);
      default -> putInteger(cell, address, key);
    }
  }
}
