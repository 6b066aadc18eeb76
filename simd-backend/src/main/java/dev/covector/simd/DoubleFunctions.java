package dev.covector.simd;

import dev.covector.kernel.ScalarFn;

/** The scalar functions on f64 values that need no approximation of their own. */
final class DoubleFunctions {
  private DoubleFunctions() {}

  static double abs(double x) {
    return Math.abs(x);
  }

  static double sign(double x) {
    return Math.signum(x);
  }

  static double sqrt(double x) {
    return Math.sqrt(x);
  }

  /** Rounded twice, as vectors do it. */
  static double rsqrt(double x) {
    return 1 / Math.sqrt(x);
  }

  static double max(double x, double y) {
    return Math.max(x, y);
  }

  static double min(double x, double y) {
    return Math.min(x, y);
  }

  static int isFinite(double x) {
    return Double.isFinite(x) ? 1 : 0;
  }

  static int eq(double x, double y) {
    return x == y ? 1 : 0;
  }

  static int ne(double x, double y) {
    return x != y ? 1 : 0;
  }

  static int lt(double x, double y) {
    return x < y ? 1 : 0;
  }

  static int le(double x, double y) {
    return x <= y ? 1 : 0;
  }

  static int gt(double x, double y) {
    return x > y ? 1 : 0;
  }

  static int ge(double x, double y) {
    return x >= y ? 1 : 0;
  }

  static double nextAfter(double x, double y) {
    return Math.nextAfter(x, y);
  }

  static double reference(double x, ScalarFn fn) {
    return fn.reference(x);
  }

  static double reference(double x, double y, ScalarFn fn) {
    return fn.reference(x, y);
  }
}
