package dev.covector.simd;

import dev.covector.kernel.ScalarFn;

/**
 * The scalar functions on integers of up to 32 bits and on bool; results are narrowed by the
 * caller.
 */
final class IntFunctions {
  private IntFunctions() {}

  static int toBool(int x) {
    return x != 0 ? 1 : 0;
  }

  static int sign(int x) {
    return Integer.signum(x);
  }

  static int populationCount(int x, int bits) {
    return Integer.bitCount(field(x, bits));
  }

  static int countLeadingZeros(int x, int bits) {
    return Integer.numberOfLeadingZeros(field(x, bits)) - (32 - bits);
  }

  static int div(int x, int y) {
    return y == 0 ? -1 : x / y;
  }

  static int divUnsigned(int x, int y) {
    return y == 0 ? -1 : Integer.divideUnsigned(x, y);
  }

  static int rem(int x, int y) {
    return y == 0 ? x : x % y;
  }

  static int remUnsigned(int x, int y) {
    return y == 0 ? x : Integer.remainderUnsigned(x, y);
  }

  static int pow(int x, int y) {
    return (int) ScalarFn.POW.reference(x, y, false);
  }

  static int powUnsigned(int x, int y) {
    return (int) ScalarFn.POW.reference(x, Integer.toUnsignedLong(y), false);
  }

  static int max(int x, int y) {
    return Math.max(x, y);
  }

  static int min(int x, int y) {
    return Math.min(x, y);
  }

  static int maxUnsigned(int x, int y) {
    return ltUnsigned(x, y) != 0 ? y : x;
  }

  static int minUnsigned(int x, int y) {
    return ltUnsigned(x, y) != 0 ? x : y;
  }

  static int shiftLeft(int x, int y, int bits) {
    return y < 0 || y >= bits ? 0 : x << y;
  }

  /** Unsigned values shift in their top bit too, as XLA does. */
  static int shiftRightArithmetic(int x, int y, int bits) {
    int signed = x << (32 - bits) >> (32 - bits);
    return signed >> (y < 0 || y >= bits ? bits - 1 : y);
  }

  static int shiftRightLogical(int x, int y, int bits) {
    return y < 0 || y >= bits ? 0 : field(x, bits) >>> y;
  }

  static int eq(int x, int y) {
    return x == y ? 1 : 0;
  }

  static int ne(int x, int y) {
    return x != y ? 1 : 0;
  }

  static int lt(int x, int y) {
    return x < y ? 1 : 0;
  }

  static int le(int x, int y) {
    return x <= y ? 1 : 0;
  }

  static int gt(int x, int y) {
    return x > y ? 1 : 0;
  }

  static int ge(int x, int y) {
    return x >= y ? 1 : 0;
  }

  static int ltUnsigned(int x, int y) {
    return Integer.compareUnsigned(x, y) < 0 ? 1 : 0;
  }

  static int leUnsigned(int x, int y) {
    return Integer.compareUnsigned(x, y) <= 0 ? 1 : 0;
  }

  static int gtUnsigned(int x, int y) {
    return Integer.compareUnsigned(x, y) > 0 ? 1 : 0;
  }

  static int geUnsigned(int x, int y) {
    return Integer.compareUnsigned(x, y) >= 0 ? 1 : 0;
  }

  private static int field(int x, int bits) {
    return bits == 32 ? x : x & ((1 << bits) - 1);
  }
}
