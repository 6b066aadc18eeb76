package dev.covector.kernel;

/** Reference functions that {@link Math} and {@link Long} do not have, in double precision. */
final class ScalarReference {
  private static final double SQRT_PI = 1.7724538509055160273;

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

  /** Maclaurin series below 2.5, one minus {@link #erfc} above; Abramowitz and Stegun 7.1.6. */
  static double erf(double x) {
    double a = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    if (a > 2.5) {
      return Math.copySign(1 - erfc(a), x);
    }
    double term = a;
    double sum = a;
    for (int n = 1; n < 200 && term > sum * 1e-18; n++) {
      term *= 2 * a * a / (2 * n + 1);
      sum += term;
    }
    return Math.copySign(2 / SQRT_PI * Math.exp(-a * a) * sum, x);
  }

  /** The continued fraction 7.1.14 of Abramowitz and Stegun above 2.5. */
  static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x < 2.5) {
      return x < 0.5 ? 1 - erf(x) : erfcMiddle(x);
    }
    if (x > 28) {
      return 0;
    }
    double fraction = 0;
    for (int n = 80; n >= 1; n--) {
      fraction = n / 2.0 / (x + fraction);
    }
    return expMinusSquare(x) / (SQRT_PI * (x + fraction));
  }

  private static double erfcMiddle(double x) {
    // the continued fraction converges slowly here: more terms
    double fraction = 0;
    for (int n = 600; n >= 1; n--) {
      fraction = n / 2.0 / (x + fraction);
    }
    return expMinusSquare(x) / (SQRT_PI * (x + fraction));
  }

  /** exp(-x^2) with the square split in two, so that its rounding is not magnified. */
  private static double expMinusSquare(double x) {
    double high = (float) x;
    double low = x - high;
    return Math.exp(-high * high) * Math.exp(-low * (x + high));
  }

  /** Newton's and Halley's steps on erf (erfc near the ends) from Winitzki's approximation. */
  static double erfInv(double y) {
    if (Double.isNaN(y) || Math.abs(y) > 1) {
      return Double.NaN;
    }
    if (Math.abs(y) == 1) {
      return y * Double.POSITIVE_INFINITY;
    }
    if (y == 0) {
      return y;
    }
    double a = Math.abs(y);
    double logTerm = Math.log1p(-a * a);
    double c = 0.147;
    double t = 2 / (Math.PI * c) + logTerm / 2;
    double x = Math.sqrt(Math.sqrt(t * t - logTerm / c) - t);
    for (int i = 0; i < 4; i++) {
      double error = a < 0.5 ? erf(x) - a : (1 - a) - erfc(x);
      double slope = 2 / SQRT_PI * Math.exp(-x * x);
      double step = error / slope;
      x -= step / (1 + x * step);
    }
    return Math.copySign(x, y);
  }

  /** Stirling's series after shifting the argument above 15; reflection below 0.5. */
  static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x) || (x <= 0 && x == Math.floor(x))) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * (x - 2 * Math.floor(x / 2)))))
          - lgamma(1 - x);
    }
    if (x == 1 || x == 2) {
      return 0;
    }
    double product = 1;
    double z = x;
    while (z < 15) {
      product *= z;
      z += 1;
    }
    double r = 1 / (z * z);
    double series =
        (1.0 / 12 + r * (-1.0 / 360 + r * (1.0 / 1260 + r * (-1.0 / 1680 + r * (1.0 / 1188
            + r * (-691.0 / 360360 + r / 156)))))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
  }

  /** The asymptotic series after shifting the argument above 10; reflection below 0. */
  static double digamma(double x) {
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY || (x <= 0 && x == Math.floor(x))) {
      return Double.NaN;
    }
    if (x < 0) {
      return digamma(1 - x) - Math.PI / Math.tan(Math.PI * x);
    }
    double shift = 0;
    double z = x;
    while (z < 10) {
      shift -= 1 / z;
      z += 1;
    }
    double r = 1 / (z * z);
    double series =
        r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132
            - r * (691.0 / 32760 - r / 12))))));
    return shift + Math.log(z) - 0.5 / z - series;
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
