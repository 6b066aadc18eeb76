package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import dev.covector.simd.math.FloatMath;

/**
 * The functions of f32 over blocks in arrays, as {@link ScalarOps} has them for single values. One
 * method for each, so that HotSpot compiles each when it is hot; C2 makes vectors of the simple
 * ones by itself.
 */
final class FloatBlocks {
  private FloatBlocks() {}

  /** Applies a function of one argument. */
  static void apply(ScalarFn fn, float[] x, float[] out, int n) {
    switch (fn) {
      case NEG -> neg(x, out, n);
      case ABS -> abs(x, out, n);
      case SIGN -> sign(x, out, n);
      case SQRT -> sqrt(x, out, n);
      case EXP -> exp(x, out, n);
      case EXPM1 -> expm1(x, out, n);
      case LOG -> log(x, out, n);
      case LOG1P -> log1p(x, out, n);
      case TANH -> tanh(x, out, n);
      case LOGISTIC -> logistic(x, out, n);
      case ERF -> erf(x, out, n);
      case SIN -> sin(x, out, n);
      case COS -> cos(x, out, n);
      default -> rare(fn, x, out, n);
    }
  }

  /** Applies a function of two arguments. */
  static void apply(ScalarFn fn, float[] x, float[] y, float[] out, int n) {
    switch (fn) {
      case ADD -> add(x, y, out, n);
      case SUB -> sub(x, y, out, n);
      case MUL -> mul(x, y, out, n);
      case DIV -> div(x, y, out, n);
      case MAX -> max(x, y, out, n);
      case MIN -> min(x, y, out, n);
      default -> rare(fn, x, y, out, n);
    }
  }

  /** Applies a predicate of one or two arguments; the second is not used by the former. */
  static void test(ScalarFn fn, float[] x, float[] y, int[] out, int n) {
    switch (fn) {
      case EQ -> eq(x, y, out, n);
      case NE -> ne(x, y, out, n);
      case LT -> lt(x, y, out, n);
      case LE -> le(x, y, out, n);
      case GT -> gt(x, y, out, n);
      case GE -> ge(x, y, out, n);
      default -> isFinite(x, out, n);
    }
  }

  /** {@code x y + z} rounded once. */
  static void fma(float[] x, float[] y, float[] z, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.fma(x[i], y[i], z[i]);
    }
  }

  /** The second where the first is not 0, else the third. */
  static void select(int[] which, float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = which[i] != 0 ? x[i] : y[i];
    }
  }

  /** Combines a value with all elements, in order. */
  static float reduce(ScalarFn combiner, float start, float[] x, int n) {
    return switch (combiner) {
      case ADD -> sum(start, x, n);
      case MUL -> product(start, x, n);
      case MAX -> greatest(start, x, n);
      default -> least(start, x, n);
    };
  }

  /** Adds all elements in f64, in order. */
  static double wideSum(double start, float[] x, int n) {
    double sum = start;
    for (int i = 0; i < n; i++) {
      sum += x[i];
    }
    return sum;
  }

  private static float sum(float start, float[] x, int n) {
    float r = start;
    for (int i = 0; i < n; i++) {
      r = r + x[i];
    }
    return r;
  }

  private static float product(float start, float[] x, int n) {
    float r = start;
    for (int i = 0; i < n; i++) {
      r = r * x[i];
    }
    return r;
  }

  private static float greatest(float start, float[] x, int n) {
    float r = start;
    for (int i = 0; i < n; i++) {
      r = FloatFunctions.max(r, x[i]);
    }
    return r;
  }

  private static float least(float start, float[] x, int n) {
    float r = start;
    for (int i = 0; i < n; i++) {
      r = FloatFunctions.min(r, x[i]);
    }
    return r;
  }

  private static void neg(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -x[i];
    }
  }

  private static void abs(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.abs(x[i]);
    }
  }

  private static void sign(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.sign(x[i]);
    }
  }

  private static void sqrt(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.sqrt(x[i]);
    }
  }

  private static void exp(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.exp(x[i]);
    }
  }

  private static void expm1(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.expm1(x[i]);
    }
  }

  private static void log(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.log(x[i]);
    }
  }

  private static void log1p(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.log1p(x[i]);
    }
  }

  private static void tanh(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.tanh(x[i]);
    }
  }

  private static void logistic(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.logistic(x[i]);
    }
  }

  private static void erf(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.erf(x[i]);
    }
  }

  private static void sin(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.sin(x[i]);
    }
  }

  private static void cos(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatMath.cos(x[i]);
    }
  }

  private static void add(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] + y[i];
    }
  }

  private static void sub(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] - y[i];
    }
  }

  private static void mul(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * y[i];
    }
  }

  private static void div(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] / y[i];
    }
  }

  private static void max(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.max(x[i], y[i]);
    }
  }

  private static void min(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.min(x[i], y[i]);
    }
  }

  private static void eq(float[] x, float[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.eq(x[i], y[i]);
    }
  }

  private static void ne(float[] x, float[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.ne(x[i], y[i]);
    }
  }

  private static void lt(float[] x, float[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.lt(x[i], y[i]);
    }
  }

  private static void le(float[] x, float[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.le(x[i], y[i]);
    }
  }

  private static void gt(float[] x, float[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.gt(x[i], y[i]);
    }
  }

  private static void ge(float[] x, float[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.ge(x[i], y[i]);
    }
  }

  private static void isFinite(float[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.isFinite(x[i]);
    }
  }

  private static void rare(ScalarFn fn, float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i]);
    }
  }

  private static void rare(ScalarFn fn, float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i], y[i]);
    }
  }

  private static float value(ScalarFn fn, float x) {
    return switch (fn) {
      case RSQRT -> FloatFunctions.rsqrt(x);
      case EXP2 -> FloatMath.exp2(x);
      case ERFC -> FloatMath.erfc(x);
      case ERF_INV -> FloatMath.erfInv(x);
      case TAN -> FloatMath.tan(x);
      case ASIN -> FloatMath.asin(x);
      case ACOS -> FloatMath.acos(x);
      case ATAN -> FloatMath.atan(x);
      case SINH -> FloatMath.sinh(x);
      case COSH -> FloatMath.cosh(x);
      case ASINH -> FloatMath.asinh(x);
      case ACOSH -> FloatMath.acosh(x);
      case ATANH -> FloatMath.atanh(x);
      case CBRT -> FloatMath.cbrt(x);
      case LGAMMA -> FloatMath.lgamma(x);
      case DIGAMMA -> FloatMath.digamma(x);
      default -> (float) fn.reference(x);
    };
  }

  private static float value(ScalarFn fn, float x, float y) {
    return switch (fn) {
      case ATAN2 -> FloatMath.atan2(x, y);
      case POW -> FloatMath.pow(x, y);
      case REM -> x % y;
      case NEXT_AFTER -> FloatFunctions.nextAfter(x, y);
      default -> (float) fn.reference(x, y);
    };
  }
}
