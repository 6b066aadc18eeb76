package dev.covector.simd;

/** Conversions that the JVM has no instruction for; float to integer truncates and saturates. */
final class Conversions {
  private static final double TWO_63 = 0x1p63;

  private Conversions() {}

  static int toBool(int x) {
    return x != 0 ? 1 : 0;
  }

  static int toBool(long x) {
    return x != 0 ? 1 : 0;
  }

  static int toBool(float x) {
    return x != 0 ? 1 : 0;
  }

  static int toBool(double x) {
    return x != 0 ? 1 : 0;
  }

  /** Saturates to the range of an integer dtype of at most 32 bits; NaN gives 0. */
  static int saturate(double x, double low, double high) {
    return (int) (long) Math.max(low, Math.min(high, x));
  }

  static long toU64(double x) {
    if (!(x > 0)) {
      return 0;
    }
    if (x < TWO_63) {
      return (long) x;
    }
    return x >= 2 * TWO_63 ? -1 : (long) (x - TWO_63) + Long.MIN_VALUE;
  }

  static double fromU64(long x) {
    return x >= 0 ? (double) x : (double) ((x >>> 1) | (x & 1)) * 2;
  }

  static float floatFromU64(long x) {
    return x >= 0 ? (float) x : (float) ((x >>> 1) | (x & 1)) * 2;
  }

  /** The nearest of 0 to {@code limit}. */
  static long clip(long index, long limit) {
    return Math.max(0, Math.min(index, limit));
  }
}
