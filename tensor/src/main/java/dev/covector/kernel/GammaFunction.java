package dev.covector.kernel;

/**
 * The logarithm of the gamma function and its derivative: within 2 units in the last place for
 * positive arguments, but for digamma near its root 1.46; near the roots left of 0 the error is a
 * few units of the terms that cancel.
 */
final class GammaFunction {
  private static final double EULER = 0.57721566490153286061;

  /** zeta(k) - 1. */
  private static final double[] ZETA = new double[60];

  static {
    for (int k = 2; k < ZETA.length; k++) {
      // Euler and Maclaurin's formula from n = 64; Abramowitz and Stegun 23.2.3
      double n = 64;
      double power = Math.pow(n, -k);
      double sum =
          power * (n / (k - 1) - 0.5 + k / (12 * n) - k * (k + 1.0) * (k + 2) / (720 * n * n * n))
              + power * k * (k + 1.0) * (k + 2) * (k + 3) * (k + 4) / (30240 * Math.pow(n, 5))
              - power
                  * k
                  * (k + 1.0)
                  * (k + 2)
                  * (k + 3)
                  * (k + 4)
                  * (k + 5)
                  * (k + 6)
                  / (1209600 * Math.pow(n, 7));
      for (int i = 64; i >= 2; i--) {
        sum += Math.pow(i, -k);
      }
      ZETA[k] = sum;
    }
  }

  private GammaFunction() {}

  /** The logarithm of the absolute value; infinite at 0, -1, ... */
  static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x) || (x <= 0 && x == Math.floor(x))) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * fromInteger(x)))) - lgamma(1 - x);
    }
    if (x < 0.5) {
      return aboveTwo(x) - Math.log1p(x) - Math.log(x);
    }
    if (x < 1.5) {
      return aboveTwo(x - 1) - Math.log1p(x - 1);
    }
    if (x < 3) {
      return aboveTwo(x - 2);
    }
    return x < 15 ? shifted(x) : stirling(x);
  }

  /** lgamma(2 + t) for |t| up to 1; Abramowitz and Stegun 6.1.33. */
  private static double aboveTwo(double t) {
    double sum = 0;
    for (int k = ZETA.length - 1; k >= 2; k--) {
      sum = t * (ZETA[k] / k - sum);
    }
    return t * (1 - EULER + sum);
  }

  private static double shifted(double x) {
    DoubleDouble product = DoubleDouble.ONE;
    double z = x;
    while (z >= 3) {
      z -= 1;
      product = product.times(DoubleDouble.of(z));
    }
    return Math.log(product.value()) + aboveTwo(z - 2);
  }

  /** Abramowitz and Stegun 6.1.41. */
  private static double stirling(double x) {
    double r = 1 / (x * x);
    double series =
        (1.0 / 12
                + r
                    * (-1.0 / 360
                        + r
                            * (1.0 / 1260
                                + r * (-1.0 / 1680 + r * (1.0 / 1188 + r * (-691.0 / 360360))))))
            / x;
    double halfLogTwoPi = 0.91893853320467274178;
    if (x > 1e17) {
      return x * (Math.log(x) - 1);
    }
    return DoubleDouble.product(x - 0.5, Math.log(x))
        .plus(DoubleDouble.of(-x))
        .plus(DoubleDouble.of(halfLogTwoPi))
        .plus(DoubleDouble.of(series))
        .value();
  }

  /** The asymptotic series above 15, reached by steps; reflection below 0. NaN at 0, -1, ... */
  static double digamma(double x) {
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY || (x <= 0 && x == Math.floor(x))) {
      return Double.NaN;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return x;
    }
    if (x < 0) {
      return digamma(1 - x) - Math.PI / Math.tan(Math.PI * fromInteger(x));
    }
    DoubleDouble shift = DoubleDouble.ZERO;
    DoubleDouble at = DoubleDouble.of(x);
    while (at.high() < 15) {
      shift = shift.plus(DoubleDouble.ONE.dividedBy(at).negated());
      at = at.plus(DoubleDouble.ONE);
    }
    double z = at.high();
    double r = 1 / (z * z);
    double series =
        r
            * (1.0 / 12
                - r
                    * (1.0 / 120
                        - r
                            * (1.0 / 252
                                - r * (1.0 / 240 - r * (1.0 / 132 - r * (691.0 / 32760))))));
    // the derivative carries the part of the argument that one double does not hold
    return shift
        .plus(DoubleDouble.of(Math.log(z)))
        .plus(DoubleDouble.of(at.low() / z))
        .plus(DoubleDouble.of(-0.5 / z))
        .plus(DoubleDouble.of(-series))
        .value();
  }

  /** What is left after taking off the nearest integer, exactly. */
  private static double fromInteger(double x) {
    return x - Math.rint(x);
  }
}
