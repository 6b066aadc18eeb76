package dev.covector.simd;

import dev.covector.DType;

/** Rows of keys as unsigned integers, and the stable order that they give. */
record SortKeys(long[][] keys) {
  /** Shorter rows are sorted by insertion. */
  private static final int INSERTION = 48;

  /**
   * An element as an integer of the same order; all NaNs are equal and last, and -0 is 0. Signed
   * values are offset, so that the order is unsigned and small in the unused high bytes.
   */
  static long encode(DType dtype, long address) {
    if (dtype.isFloating()) {
      return encode(Memory.getFloating(dtype, address), dtype);
    }
    long value = Memory.getInteger(dtype, address);
    return dtype.kind() == DType.Kind.SIGNED ? value + (1L << (dtype.bits() - 1)) : value;
  }

  private static long encode(double value, DType dtype) {
    double canonical = Double.isNaN(value) ? Double.NaN : value + 0.0;
    if (dtype == DType.F64) {
      long bits = Double.doubleToLongBits(canonical);
      return bits ^ ((bits >> 63) | Long.MIN_VALUE);
    }
    int bits = Float.floatToIntBits((float) canonical);
    return Integer.toUnsignedLong(bits ^ ((bits >> 31) | Integer.MIN_VALUE));
  }

  /** The integer dtype that moves elements of a dtype. */
  static DType cell(DType dtype) {
    return switch (dtype.byteSize()) {
      case 1 -> DType.U8;
      case 2 -> DType.U16;
      case 4 -> DType.U32;
      default -> DType.I64;
    };
  }

  /** The positions of the elements in sorted order. */
  int[] order(int length) {
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      order[i] = i;
    }
    if (length <= INSERTION) {
      insert(order);
      return order;
    }
    int[] other = new int[length];
    for (int k = keys.length - 1; k >= 0; k--) {
      for (int shift = 0; shift < 64; shift += 8) {
        if (distribute(keys[k], shift, order, other)) {
          int[] swap = order;
          order = other;
          other = swap;
        }
      }
    }
    return order;
  }

  /** A stable counting pass over one byte; false when all bytes are equal. */
  private static boolean distribute(long[] key, int shift, int[] from, int[] to) {
    int[] starts = new int[257];
    for (long value : key) {
      starts[(int) (value >>> shift & 0xff) + 1]++;
    }
    if (starts[(int) (key[0] >>> shift & 0xff) + 1] == key.length) {
      return false;
    }
    for (int i = 0; i < 256; i++) {
      starts[i + 1] += starts[i];
    }
    for (int position : from) {
      to[starts[(int) (key[position] >>> shift & 0xff)]++] = position;
    }
    return true;
  }

  private void insert(int[] order) {
    for (int i = 1; i < order.length; i++) {
      int moving = order[i];
      int j = i;
      while (j > 0 && isBefore(moving, order[j - 1])) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = moving;
    }
  }

  private boolean isBefore(int x, int y) {
    for (long[] key : keys) {
      int comparison = Long.compareUnsigned(key[x], key[y]);
      if (comparison != 0) {
        return comparison < 0;
      }
    }
    return false;
  }
}
