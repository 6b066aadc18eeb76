package dev.covector.kernel;

/**
 * A number of about 106 bits: the unevaluated sum of two doubles, the second at most half a unit in
 * the last place of the first (Dekker 1971; the products use a fused multiply-add).
 */
record DoubleDouble(double high, double low) {
  static final DoubleDouble ZERO = of(0);
  static final DoubleDouble ONE = of(1);

  /** The square root of pi. */
  static final DoubleDouble SQRT_PI = new DoubleDouble(1.772453850905516, -7.666586499825799e-17);

  static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  /** The exact product of two doubles. */
  static DoubleDouble product(double x, double y) {
    double high = x * y;
    return new DoubleDouble(high, Math.fma(x, y, -high));
  }

  DoubleDouble plus(DoubleDouble other) {
    double sum = high + other.high;
    double part = sum - high;
    double error = (high - (sum - part)) + (other.high - part);
    return normal(sum, error + low + other.low);
  }

  DoubleDouble negated() {
    return new DoubleDouble(-high, -low);
  }

  DoubleDouble times(DoubleDouble other) {
    DoubleDouble product = product(high, other.high);
    return normal(product.high, product.low + (high * other.low + low * other.high));
  }

  DoubleDouble dividedBy(DoubleDouble other) {
    double quotient = high / other.high;
    DoubleDouble rest = plus(other.times(of(quotient)).negated());
    return normal(quotient, rest.high / other.high);
  }

  double value() {
    return high + low;
  }

  private static DoubleDouble normal(double high, double low) {
    double sum = high + low;
    return new DoubleDouble(sum, low - (sum - high));
  }
}
