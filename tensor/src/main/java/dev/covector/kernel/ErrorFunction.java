package dev.covector.kernel;

/** The error function and its relatives, within 2.5 units in the last place. */
final class ErrorFunction {
  /** Below, the series; its largest term is then 10^12 times what is left of erfc. */
  private static final double SERIES_END = 3;

  private ErrorFunction() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (Double.isNaN(x) || a < 1e-18) {
      return x * 2 / DoubleDouble.SQRT_PI.high();
    }
    return Math.copySign(a < SERIES_END ? series(a).value() : 1 - erfc(a), x);
  }

  static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x >= SERIES_END) {
      return x > 28 ? 0 : tail(x);
    }
    return x <= -SERIES_END ? 2 - erfc(-x) : DoubleDouble.ONE.plus(series(x).negated()).value();
  }

  /** Newton's and Halley's steps on erf, near the ends on erfc, from Winitzki's approximation. */
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
    if (a < 1e-9) {
      return DoubleDouble.SQRT_PI.times(DoubleDouble.of(y / 2)).value();
    }
    double logTerm = Math.log1p(-a * a);
    double c = 0.147;
    double t = 2 / (Math.PI * c) + logTerm / 2;
    double x = Math.sqrt(Math.sqrt(t * t - logTerm / c) - t);
    for (int i = 0; i < 4; i++) {
      double error =
          x < SERIES_END ? series(x).plus(DoubleDouble.of(-a)).value() : (1 - a) - tail(x);
      double step = error / (2 / DoubleDouble.SQRT_PI.high() * Math.exp(-x * x));
      x -= step / (1 + x * step);
    }
    return Math.copySign(x, y);
  }

  /** erf by its Maclaurin series; Abramowitz and Stegun 7.1.5. */
  private static DoubleDouble series(double x) {
    DoubleDouble square = DoubleDouble.product(x, x).negated();
    DoubleDouble power = DoubleDouble.of(x);
    DoubleDouble sum = power;
    for (int n = 1; Math.abs(power.high()) > Math.abs(sum.high()) * 1e-34 && n < 300; n++) {
      power = power.times(square).dividedBy(DoubleDouble.of(n));
      sum = sum.plus(power.dividedBy(DoubleDouble.of(2 * n + 1)));
    }
    return sum.plus(sum).dividedBy(DoubleDouble.SQRT_PI);
  }

  /** erfc above {@link #SERIES_END} by the continued fraction 7.1.14 of Abramowitz and Stegun. */
  private static double tail(double x) {
    DoubleDouble at = DoubleDouble.of(x);
    DoubleDouble fraction = DoubleDouble.ZERO;
    for (int n = 150; n >= 1; n--) {
      fraction = DoubleDouble.of(n / 2.0).dividedBy(at.plus(fraction));
    }
    DoubleDouble square = DoubleDouble.product(x, x);
    DoubleDouble factor =
        DoubleDouble.of(1 - square.low()).dividedBy(DoubleDouble.SQRT_PI.times(at.plus(fraction)));
    return Math.exp(-square.high()) * factor.value();
  }
}
