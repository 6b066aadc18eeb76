package dev.covector.numpy;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.op.BinaryArithmetic;
import dev.covector.trace.Trace;

/**
 * Powers, logarithms, trigonometric and hyperbolic functions. Each takes floats and gives the same
 * dtype; integers and bools become the default float first.
 */
public class NumpyMath extends NumpyElementwise {
  NumpyMath() {}

  /** The sine; of each element. */
  public static Tensor sin(Tensor x) {
    return inexact("sin", Lax::sin, x);
  }

  /** The cosine; of each element. */
  public static Tensor cos(Tensor x) {
    return inexact("cos", Lax::cos, x);
  }

  /** The tangent; of each element. */
  public static Tensor tan(Tensor x) {
    return inexact("tan", Lax::tan, x);
  }

  /** The inverse sine, in [-pi/2, pi/2]; NaN outside [-1, 1]; of each element. */
  public static Tensor arcsin(Tensor x) {
    return inexact("arcsin", Lax::asin, x);
  }

  /** The inverse cosine, in [0, pi]; NaN outside [-1, 1]; of each element. */
  public static Tensor arccos(Tensor x) {
    return inexact("arccos", Lax::acos, x);
  }

  /** The inverse tangent, in [-pi/2, pi/2]; of each element. */
  public static Tensor arctan(Tensor x) {
    return inexact("arctan", Lax::atan, x);
  }

  /** The hyperbolic sine; of each element. */
  public static Tensor sinh(Tensor x) {
    return inexact("sinh", Lax::sinh, x);
  }

  /** The hyperbolic cosine; of each element. */
  public static Tensor cosh(Tensor x) {
    return inexact("cosh", Lax::cosh, x);
  }

  /** The hyperbolic tangent; of each element. */
  public static Tensor tanh(Tensor x) {
    return inexact("tanh", Lax::tanh, x);
  }

  /** The inverse hyperbolic sine; of each element. */
  public static Tensor arcsinh(Tensor x) {
    return inexact("arcsinh", Lax::asinh, x);
  }

  /** The inverse hyperbolic cosine; NaN below 1; of each element. */
  public static Tensor arccosh(Tensor x) {
    return inexact("arccosh", Lax::acosh, x);
  }

  /** The inverse hyperbolic tangent; NaN outside [-1, 1]; of each element. */
  public static Tensor arctanh(Tensor x) {
    return inexact("arctanh", Lax::atanh, x);
  }

  /** e to the x; of each element. */
  public static Tensor exp(Tensor x) {
    return inexact("exp", Lax::exp, x);
  }

  /** 2 to the x; of each element. */
  public static Tensor exp2(Tensor x) {
    return inexact("exp2", Lax::exp2, x);
  }

  /** exp(x) - 1, exact near 0; of each element. */
  public static Tensor expm1(Tensor x) {
    return inexact("expm1", Lax::expm1, x);
  }

  /** The natural logarithm; -inf at 0, NaN below; of each element. */
  public static Tensor log(Tensor x) {
    return inexact("log", Lax::log, x);
  }

  /** log(1 + x), exact near 0; of each element. */
  public static Tensor log1p(Tensor x) {
    return inexact("log1p", Lax::log1p, x);
  }

  /** The square root; NaN below 0. The gradient at 0 is infinite; of each element. */
  public static Tensor sqrt(Tensor x) {
    return inexact("sqrt", Lax::sqrt, x);
  }

  /** The cube root; of each element. */
  public static Tensor cbrt(Tensor x) {
    return inexact("cbrt", Lax::cbrt, x);
  }

  /** |x| as a float; of each element. */
  public static Tensor fabs(Tensor x) {
    return inexact("fabs", Lax::abs, x);
  }

  /** Another name of {@link #arcsin}. */
  public static Tensor asin(Tensor x) {
    return arcsin(x);
  }

  /** Another name of {@link #arccos}. */
  public static Tensor acos(Tensor x) {
    return arccos(x);
  }

  /** Another name of {@link #arctan}. */
  public static Tensor atan(Tensor x) {
    return arctan(x);
  }

  /** Another name of {@link #arcsinh}. */
  public static Tensor asinh(Tensor x) {
    return arcsinh(x);
  }

  /** Another name of {@link #arccosh}. */
  public static Tensor acosh(Tensor x) {
    return arccosh(x);
  }

  /** Another name of {@link #arctanh}. */
  public static Tensor atanh(Tensor x) {
    return arctanh(x);
  }

  /** The logarithm to base 2, of each element. */
  public static Tensor log2(Tensor x) {
    return inexactComposite("log2", v -> Lax.div(Lax.log(v), like(v, Math.log(2))), x);
  }

  /** The logarithm to base 10, of each element. */
  public static Tensor log10(Tensor x) {
    return inexactComposite("log10", v -> Lax.mul(Lax.log(v), like(v, 1 / Math.log(10))), x);
  }

  /** The angle of the point (y, x) in (-pi, pi], element by element. */
  public static Tensor arctan2(Tensor y, Tensor x) {
    return inexactBinary("arctan2", Lax::atan2, y, x);
  }

  /** Another name of {@link #arctan2}. */
  public static Tensor atan2(Tensor y, Tensor x) {
    return arctan2(y, x);
  }

  /** Degrees to radians. */
  public static Tensor deg2rad(Tensor x) {
    return inexactComposite("deg2rad", v -> Lax.mul(v, like(v, Math.PI / 180)), x);
  }

  /** Radians to degrees. */
  public static Tensor rad2deg(Tensor x) {
    return inexactComposite("rad2deg", v -> Lax.mul(v, like(v, 180 / Math.PI)), x);
  }

  /** Another name of {@link #deg2rad}. */
  public static Tensor radians(Tensor x) {
    return deg2rad(x);
  }

  /** Another name of {@link #rad2deg}. */
  public static Tensor degrees(Tensor x) {
    return rad2deg(x);
  }

  /** log(exp(x) + exp(y)) without overflow, element by element. */
  public static Tensor logaddexp(Tensor x, Tensor y) {
    return inexactBinary("logaddexp", NumpyMath::logAddExp, x, y);
  }

  private static Tensor logAddExp(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.LogAddExp(), x, y);
  }

  /** log2(2^x + 2^y) without overflow, element by element. */
  public static Tensor logaddexp2(Tensor x, Tensor y) {
    return inexactCompositeBinary(
        "logaddexp2",
        (a, b) -> {
          Tensor ln2 = like(a, Math.log(2));
          Tensor sum = logAddExp(Lax.mul(a, ln2), Lax.mul(b, ln2));
          return Lax.mul(sum, like(a, 1 / Math.log(2)));
        },
        x,
        y);
  }

  /** The length of the vector (x, y) without overflow: sqrt(x^2 + y^2), element by element. */
  public static Tensor hypot(Tensor x, Tensor y) {
    return inexactCompositeBinary(
        "hypot",
        (p, q) -> {
          Tensor a = Lax.abs(p);
          Tensor b = Lax.abs(q);
          Tensor infinity = like(a, Double.POSITIVE_INFINITY);
          Tensor anyInfinite = Lax.bitwiseOr(Lax.eq(a, infinity), Lax.eq(b, infinity));
          Tensor high = Lax.max(a, b);
          Tensor isZero = Lax.eq(high, like(high, 0));
          Tensor ratio = Lax.div(Lax.min(a, b), Lax.select(isZero, like(high, 1), high));
          Tensor length = Lax.mul(high, Lax.sqrt(Lax.add(like(high, 1), Lax.square(ratio))));
          return Lax.select(anyInfinite, infinity, Lax.select(isZero, high, length));
        },
        x,
        y);
  }

  /** sin(pi x) / (pi x), and 1 at 0 with the derivatives of its series there. */
  public static Tensor sinc(Tensor x) {
    return inexactComposite(
        "sinc",
        v -> {
          Tensor angle = Lax.mul(v, like(v, Math.PI));
          Tensor isZero = Lax.eq(v, like(v, 0));
          Tensor safe = Lax.select(isZero, like(v, 1), angle);
          return Lax.select(isZero, sincSeries(angle), Lax.div(Lax.sin(safe), safe));
        },
        x);
  }

  /** The series of sin(a) / a to a^8: exact at 0, with its first nine derivatives. */
  private static Tensor sincSeries(Tensor a) {
    Tensor square = Lax.square(a);
    double[] coefficients = {1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6, 1};
    Tensor sum = like(a, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = Lax.add(Lax.mul(sum, square), like(a, coefficients[i]));
    }
    return sum;
  }
}
