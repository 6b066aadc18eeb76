package dev.covector.kernel;

/** Reference functions that {@link Math} and {@link Long} do not have, in double precision. */
final class ScalarReference {
  private ScalarReference() {}

  static double roundAway(double x) {
    double rounded = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - rounded >= 0.5 ? rounded + 1 : rounded, x);
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    if (Double.isInfinite(a)) {
      return x;
    }
    double result =
        a > 1e150 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(result, x);
  }

  static double acosh(double x) {
    if (x > 1e150) {
      return Math.log(x) + Math.log(2);
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  static double pow(double x, double y) {
    return x == 1 || y == 0 ? 1 : Math.abs(x) == 1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
  }

  /** By repeated squaring, wrapping; a negative exponent counts as 0 except for a base of 1, -1. */
  static long pow(long x, long y) {
    if (y < 0) {
      return x == 1 ? 1 : x == -1 ? ((y & 1) == 0 ? 1 : -1) : 0;
    }
    long result = 1;
    long base = x;
    for (long e = y; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result *= base;
      }
      base *= base;
    }
    return result;
  }

  static double logAddExp(double x, double y) {
    double high = Math.max(x, y);
    double difference = x - y;
    return Double.isNaN(difference)
        ? (Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : high)
        : high + Math.log1p(Math.exp(-Math.abs(difference)));
  }

  static long divide(long x, long y) {
    return y == 0 ? -1 : x / y;
  }

  static long divideUnsigned(long x, long y) {
    return y == 0 ? -1 : Long.divideUnsigned(x, y);
  }

  static long remainder(long x, long y) {
    return y == 0 ? x : x % y;
  }

  static long remainderUnsigned(long x, long y) {
    return y == 0 ? x : Long.remainderUnsigned(x, y);
  }

  static long maxUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) >= 0 ? x : y;
  }

  static long minUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) <= 0 ? x : y;
  }

  static long lessUnsigned(long x, long y) {
    return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
  }

  static long shiftLeft(long x, long y) {
    return y < 0 || y >= 64 ? 0 : x << y;
  }

  static long shiftRightArithmetic(long x, long y) {
    return x >> (y < 0 || y >= 64 ? 63 : y);
  }

  static long shiftRightLogical(long x, long y) {
    return y < 0 || y >= 64 ? 0 : x >>> y;
  }
}
