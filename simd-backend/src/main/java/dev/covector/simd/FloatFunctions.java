package dev.covector.simd;

/** The scalar functions on f32 values that need no approximation of their own. */
final class FloatFunctions {
  private FloatFunctions() {}

  static float abs(float x) {
    return Math.abs(x);
  }

  static float sign(float x) {
    return Math.signum(x);
  }

  static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  /** Rounded twice, as vectors do it. */
  static float rsqrt(float x) {
    return 1 / (float) Math.sqrt(x);
  }

  static float max(float x, float y) {
    return Math.max(x, y);
  }

  static float min(float x, float y) {
    return Math.min(x, y);
  }

  static int isFinite(float x) {
    return Float.isFinite(x) ? 1 : 0;
  }

  static int eq(float x, float y) {
    return x == y ? 1 : 0;
  }

  static int ne(float x, float y) {
    return x != y ? 1 : 0;
  }

  static int lt(float x, float y) {
    return x < y ? 1 : 0;
  }

  static int le(float x, float y) {
    return x <= y ? 1 : 0;
  }

  static int gt(float x, float y) {
    return x > y ? 1 : 0;
  }

  static int ge(float x, float y) {
    return x >= y ? 1 : 0;
  }

  static float nextAfter(float x, float y) {
    return Math.nextAfter(x, y);
  }
}
