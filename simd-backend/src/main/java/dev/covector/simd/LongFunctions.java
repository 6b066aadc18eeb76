package dev.covector.simd;

import dev.covector.kernel.ScalarFn;

/** The scalar functions on 64-bit integers. */
final class LongFunctions {
  private LongFunctions() {}

  static long sign(long x) {
    return Long.signum(x);
  }

  static long populationCount(long x, int bits) {
    return Long.bitCount(x);
  }

  static long countLeadingZeros(long x, int bits) {
    return Long.numberOfLeadingZeros(x);
  }

  static long div(long x, long y) {
    return y == 0 ? -1 : x / y;
  }

  static long divUnsigned(long x, long y) {
    return y == 0 ? -1 : Long.divideUnsigned(x, y);
  }

  static long rem(long x, long y) {
    return y == 0 ? x : x % y;
  }

  static long remUnsigned(long x, long y) {
    return y == 0 ? x : Long.remainderUnsigned(x, y);
  }

  static long pow(long x, long y) {
    return ScalarFn.POW.reference(x, y, false);
  }

  static long powUnsigned(long x, long y) {
    return ScalarFn.POW.reference(x, y, true);
  }

  static long max(long x, long y) {
    return Math.max(x, y);
  }

  static long min(long x, long y) {
    return Math.min(x, y);
  }

  static long maxUnsigned(long x, long y) {
    return ltUnsigned(x, y) != 0 ? y : x;
  }

  static long minUnsigned(long x, long y) {
    return ltUnsigned(x, y) != 0 ? x : y;
  }

  static long shiftLeft(long x, long y, int bits) {
    return y < 0 || y >= 64 ? 0 : x << y;
  }

  static long shiftRightArithmetic(long x, long y, int bits) {
    return x >> (y < 0 || y >= 64 ? 63 : y);
  }

  static long shiftRightLogical(long x, long y, int bits) {
    return y < 0 || y >= 64 ? 0 : x >>> y;
  }

  static int eq(long x, long y) {
    return x == y ? 1 : 0;
  }

  static int ne(long x, long y) {
    return x != y ? 1 : 0;
  }

  static int lt(long x, long y) {
    return x < y ? 1 : 0;
  }

  static int le(long x, long y) {
    return x <= y ? 1 : 0;
  }

  static int gt(long x, long y) {
    return x > y ? 1 : 0;
  }

  static int ge(long x, long y) {
    return x >= y ? 1 : 0;
  }

  static int ltUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
  }

  static int leUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) <= 0 ? 1 : 0;
  }

  static int gtUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) > 0 ? 1 : 0;
  }

  static int geUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) >= 0 ? 1 : 0;
  }
}
