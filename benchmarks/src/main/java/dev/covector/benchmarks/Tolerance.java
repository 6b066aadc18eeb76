package dev.covector.benchmarks;

/**
 * How far two results of one row may be apart: elements by {@code absolute + relative * |peer's|}.
 *
 * @param relative per element, and of the sums in terms of the sum of absolute values
 * @param absolute per element
 * @param sign whether signs count; those of singular vectors, eigenvectors and of QR's rows do not
 */
record Tolerance(double relative, double absolute, Sign sign) {
  enum Sign {
    MATTERS,
    FREE
  }

  static Tolerance of(double relative, double absolute) {
    return new Tolerance(relative, absolute, Sign.MATTERS);
  }

  static final Tolerance EXACT = of(0, 0);

  Tolerance upToSign() {
    return new Tolerance(relative, absolute, Sign.FREE);
  }
}
