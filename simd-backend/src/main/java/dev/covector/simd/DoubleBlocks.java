package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import dev.covector.simd.math.DoubleMath;

/**
 * The functions of f64 over blocks in arrays, as {@link ScalarOps} has them for single values. One
 * method for each, so that HotSpot compiles each when it is hot; C2 makes vectors of the simple
 * ones by itself.
 */
final class DoubleBlocks {
  private DoubleBlocks() {}

  /** Applies a function of one argument. */
  static void apply(ScalarFn fn, double[] x, double[] out, int n) {
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
  static void apply(ScalarFn fn, double[] x, double[] y, double[] out, int n) {
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
  static void test(ScalarFn fn, double[] x, double[] y, int[] out, int n) {
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
  static void fma(double[] x, double[] y, double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.fma(x[i], y[i], z[i]);
    }
  }

  /** The second where the first is not 0, else the third. */
  static void select(int[] which, double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = which[i] != 0 ? x[i] : y[i];
    }
  }

  /** Combines a value with all elements, in order. */
  static double reduce(ScalarFn combiner, double start, double[] x, int n) {
    return switch (combiner) {
      case ADD -> sum(start, x, n);
      case MUL -> product(start, x, n);
      case MAX -> greatest(start, x, n);
      default -> least(start, x, n);
    };
  }

  private static double sum(double start, double[] x, int n) {
    double r = start;
    for (int i = 0; i < n; i++) {
      r = r + x[i];
    }
    return r;
  }

  private static double product(double start, double[] x, int n) {
    double r = start;
    for (int i = 0; i < n; i++) {
      r = r * x[i];
    }
    return r;
  }

  private static double greatest(double start, double[] x, int n) {
    double r = start;
    for (int i = 0; i < n; i++) {
      r = DoubleFunctions.max(r, x[i]);
    }
    return r;
  }

  private static double least(double start, double[] x, int n) {
    double r = start;
    for (int i = 0; i < n; i++) {
      r = DoubleFunctions.min(r, x[i]);
    }
    return r;
  }

  private static void neg(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -x[i];
    }
  }

  private static void abs(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.abs(x[i]);
    }
  }

  private static void sign(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.sign(x[i]);
    }
  }

  private static void sqrt(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.sqrt(x[i]);
    }
  }

  private static void exp(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.exp(x[i]);
    }
  }

  private static void expm1(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.expm1(x[i]);
    }
  }

  private static void log(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.log(x[i]);
    }
  }

  private static void log1p(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.log1p(x[i]);
    }
  }

  private static void tanh(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.tanh(x[i]);
    }
  }

  private static void logistic(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.logistic(x[i]);
    }
  }

  private static void erf(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.erf(x[i]);
    }
  }

  private static void sin(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.sin(x[i]);
    }
  }

  private static void cos(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleMath.cos(x[i]);
    }
  }

  private static void add(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] + y[i];
    }
  }

  private static void sub(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] - y[i];
    }
  }

  private static void mul(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * y[i];
    }
  }

  private static void div(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] / y[i];
    }
  }

  private static void max(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.max(x[i], y[i]);
    }
  }

  private static void min(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.min(x[i], y[i]);
    }
  }

  private static void eq(double[] x, double[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.eq(x[i], y[i]);
    }
  }

  private static void ne(double[] x, double[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.ne(x[i], y[i]);
    }
  }

  private static void lt(double[] x, double[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.lt(x[i], y[i]);
    }
  }

  private static void le(double[] x, double[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.le(x[i], y[i]);
    }
  }

  private static void gt(double[] x, double[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.gt(x[i], y[i]);
    }
  }

  private static void ge(double[] x, double[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.ge(x[i], y[i]);
    }
  }

  private static void isFinite(double[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = DoubleFunctions.isFinite(x[i]);
    }
  }

  private static void rare(ScalarFn fn, double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i]);
    }
  }

  private static void rare(ScalarFn fn, double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i], y[i]);
    }
  }

  private static double value(ScalarFn fn, double x) {
    return switch (fn) {
      case EXP2 -> DoubleMath.exp2(x);
      case ERFC -> DoubleMath.erfc(x);
      case ERF_INV -> DoubleMath.erfInv(x);
      case TAN -> DoubleMath.tan(x);
      case ASIN -> DoubleMath.asin(x);
      case ACOS -> DoubleMath.acos(x);
      case ATAN -> DoubleMath.atan(x);
      case SINH -> DoubleMath.sinh(x);
      case COSH -> DoubleMath.cosh(x);
      case ASINH -> DoubleMath.asinh(x);
      case ACOSH -> DoubleMath.acosh(x);
      case ATANH -> DoubleMath.atanh(x);
      case CBRT -> DoubleMath.cbrt(x);
      case LGAMMA -> DoubleMath.lgamma(x);
      case DIGAMMA -> DoubleMath.digamma(x);
      default -> fn.reference(x);
    };
  }

  private static double value(ScalarFn fn, double x, double y) {
    return switch (fn) {
      case ATAN2 -> DoubleMath.atan2(x, y);
      case POW -> DoubleMath.pow(x, y);
      case REM -> x % y;
      case NEXT_AFTER -> DoubleFunctions.nextAfter(x, y);
      default -> fn.reference(x, y);
    };
  }
}
