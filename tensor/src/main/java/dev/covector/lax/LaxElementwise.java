package dev.covector.lax;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.Arithmetic;
import dev.covector.op.BinaryArithmetic;
import dev.covector.op.BinaryBits;
import dev.covector.op.Bits;
import dev.covector.op.Comparison;
import dev.covector.op.Exponential;
import dev.covector.op.Hyperbolic;
import dev.covector.op.Rounding;
import dev.covector.op.SpecialFunction;
import dev.covector.op.Trigonometric;
import dev.covector.trace.Trace;

/** Elementwise functions of one and two tensors; two must agree in shape and dtype. */
public class LaxElementwise {
  LaxElementwise() {}

  /** -x, of each element. */
  public static Tensor neg(Tensor x) {
    return x.dtype().isComplex() ? ComplexArithmetic.neg(x) : Trace.bind(new Arithmetic.Neg(), x);
  }

  /** |x|, of each element. */
  public static Tensor abs(Tensor x) {
    return x.dtype().isComplex() ? ComplexArithmetic.abs(x) : Trace.bind(new Arithmetic.Abs(), x);
  }

  /** -1, 0 or 1, of each element. */
  public static Tensor sign(Tensor x) {
    return Trace.bind(new Arithmetic.Sign(), x);
  }

  /** The square root, of each element. */
  public static Tensor sqrt(Tensor x) {
    return x.dtype().isComplex() ? ComplexArithmetic.sqrt(x) : Trace.bind(new Arithmetic.Sqrt(), x);
  }

  /** 1 / sqrt(x), of each element. */
  public static Tensor rsqrt(Tensor x) {
    return Trace.bind(new Arithmetic.Rsqrt(), x);
  }

  /** The cube root, of each element. */
  public static Tensor cbrt(Tensor x) {
    return Trace.bind(new Arithmetic.Cbrt(), x);
  }

  /** The largest integer not above x, of each element. */
  public static Tensor floor(Tensor x) {
    return Trace.bind(new Rounding.Floor(), x);
  }

  /** The smallest integer not below x, of each element. */
  public static Tensor ceil(Tensor x) {
    return Trace.bind(new Rounding.Ceil(), x);
  }

  /** The nearest integer, ties to even, of each element. */
  public static Tensor roundEven(Tensor x) {
    return Trace.bind(new Rounding.RoundEven(), x);
  }

  /** The nearest integer, ties away from zero, of each element. */
  public static Tensor round(Tensor x) {
    return Trace.bind(new Rounding.RoundAway(), x);
  }

  /** Whether x is neither infinite nor NaN, of each element. */
  public static Tensor isFinite(Tensor x) {
    return x.dtype().isComplex()
        ? ComplexArithmetic.isFinite(x)
        : Trace.bind(new Rounding.IsFinite(), x);
  }

  /** e to the x, of each element. */
  public static Tensor exp(Tensor x) {
    return x.dtype().isComplex() ? ComplexArithmetic.exp(x) : Trace.bind(new Exponential.Exp(), x);
  }

  /** 2 to the x, of each element. */
  public static Tensor exp2(Tensor x) {
    return Trace.bind(new Exponential.Exp2(), x);
  }

  /** exp(x) - 1, exact near 0, of each element. */
  public static Tensor expm1(Tensor x) {
    return Trace.bind(new Exponential.Expm1(), x);
  }

  /** The natural logarithm, of each element. */
  public static Tensor log(Tensor x) {
    return x.dtype().isComplex() ? ComplexArithmetic.log(x) : Trace.bind(new Exponential.Log(), x);
  }

  /** log(1 + x), exact near 0, of each element. */
  public static Tensor log1p(Tensor x) {
    return Trace.bind(new Exponential.Log1p(), x);
  }

  /** 1 / (1 + exp(-x)), of each element. */
  public static Tensor logistic(Tensor x) {
    return Trace.bind(new Exponential.Logistic(), x);
  }

  /** The sine, of each element. */
  public static Tensor sin(Tensor x) {
    return Trace.bind(new Trigonometric.Sin(), x);
  }

  /** The cosine, of each element. */
  public static Tensor cos(Tensor x) {
    return Trace.bind(new Trigonometric.Cos(), x);
  }

  /** The tangent, of each element. */
  public static Tensor tan(Tensor x) {
    return Trace.bind(new Trigonometric.Tan(), x);
  }

  /** The inverse sine, of each element. */
  public static Tensor asin(Tensor x) {
    return Trace.bind(new Trigonometric.Asin(), x);
  }

  /** The inverse cosine, of each element. */
  public static Tensor acos(Tensor x) {
    return Trace.bind(new Trigonometric.Acos(), x);
  }

  /** The inverse tangent, of each element. */
  public static Tensor atan(Tensor x) {
    return Trace.bind(new Trigonometric.Atan(), x);
  }

  /** The hyperbolic sine, of each element. */
  public static Tensor sinh(Tensor x) {
    return Trace.bind(new Hyperbolic.Sinh(), x);
  }

  /** The hyperbolic cosine, of each element. */
  public static Tensor cosh(Tensor x) {
    return Trace.bind(new Hyperbolic.Cosh(), x);
  }

  /** The hyperbolic tangent, of each element. */
  public static Tensor tanh(Tensor x) {
    return Trace.bind(new Hyperbolic.Tanh(), x);
  }

  /** The inverse hyperbolic sine, of each element. */
  public static Tensor asinh(Tensor x) {
    return Trace.bind(new Hyperbolic.Asinh(), x);
  }

  /** The inverse hyperbolic cosine, of each element. */
  public static Tensor acosh(Tensor x) {
    return Trace.bind(new Hyperbolic.Acosh(), x);
  }

  /** The inverse hyperbolic tangent, of each element. */
  public static Tensor atanh(Tensor x) {
    return Trace.bind(new Hyperbolic.Atanh(), x);
  }

  /** The error function, of each element. */
  public static Tensor erf(Tensor x) {
    return Trace.bind(new SpecialFunction.Erf(), x);
  }

  /** 1 - erf(x), of each element. */
  public static Tensor erfc(Tensor x) {
    return Trace.bind(new SpecialFunction.Erfc(), x);
  }

  /** The inverse of erf, of each element. */
  public static Tensor erfInv(Tensor x) {
    return Trace.bind(new SpecialFunction.ErfInv(), x);
  }

  /** log(x / (1 - x)), of each element. */
  public static Tensor logit(Tensor x) {
    return Trace.bind(new SpecialFunction.Logit(), x);
  }

  /** The logarithm of |gamma(x)|, of each element. */
  public static Tensor lgamma(Tensor x) {
    return Trace.bind(new SpecialFunction.Lgamma(), x);
  }

  /** The derivative of lgamma, of each element. */
  public static Tensor digamma(Tensor x) {
    return Trace.bind(new SpecialFunction.Digamma(), x);
  }

  /** All bits flipped; logical negation of bool, of each element. */
  public static Tensor bitwiseNot(Tensor x) {
    return Trace.bind(new Bits.Not(), x);
  }

  /** The number of bits set, of each element. */
  public static Tensor populationCount(Tensor x) {
    return Trace.bind(new Bits.PopulationCount(), x);
  }

  /** The number of zero bits before the first one, of each element. */
  public static Tensor clz(Tensor x) {
    return Trace.bind(new Bits.CountLeadingZeros(), x);
  }

  /** x + y, of each pair of elements. */
  public static Tensor add(Tensor x, Tensor y) {
    return ComplexArithmetic.takes(x, y)
        ? ComplexArithmetic.add(x, y)
        : Trace.bind(new BinaryArithmetic.Add(), x, y);
  }

  /** x - y, of each pair of elements. */
  public static Tensor sub(Tensor x, Tensor y) {
    return ComplexArithmetic.takes(x, y)
        ? ComplexArithmetic.sub(x, y)
        : Trace.bind(new BinaryArithmetic.Sub(), x, y);
  }

  /** x * y, of each pair of elements. */
  public static Tensor mul(Tensor x, Tensor y) {
    return ComplexArithmetic.takes(x, y)
        ? ComplexArithmetic.mul(x, y)
        : Trace.bind(new BinaryArithmetic.Mul(), x, y);
  }

  /** x / y; integers truncate, of each pair of elements. */
  public static Tensor div(Tensor x, Tensor y) {
    return ComplexArithmetic.takes(x, y)
        ? ComplexArithmetic.div(x, y)
        : Trace.bind(new BinaryArithmetic.Div(), x, y);
  }

  /** The remainder with the sign of x, of each pair of elements. */
  public static Tensor rem(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.Rem(), x, y);
  }

  /** x to the y, of each pair of elements. */
  public static Tensor pow(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.Pow(), x, y);
  }

  /** The angle of the point (y, x), of each pair of elements. */
  public static Tensor atan2(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.Atan2(), x, y);
  }

  /** The larger; NaN when either is, of each pair of elements. */
  public static Tensor max(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.Max(), x, y);
  }

  /** The smaller; NaN when either is, of each pair of elements. */
  public static Tensor min(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.Min(), x, y);
  }

  /** The next value after x towards y, of each pair of elements. */
  public static Tensor nextafter(Tensor x, Tensor y) {
    return Trace.bind(new BinaryArithmetic.NextAfter(), x, y);
  }

  /** x == y, of each pair of elements; bool. */
  public static Tensor eq(Tensor x, Tensor y) {
    return ComplexArithmetic.takes(x, y)
        ? ComplexArithmetic.eq(x, y)
        : Trace.bind(new Comparison(ScalarFn.EQ), x, y);
  }

  /** x != y, of each pair of elements; bool. */
  public static Tensor ne(Tensor x, Tensor y) {
    return ComplexArithmetic.takes(x, y)
        ? ComplexArithmetic.ne(x, y)
        : Trace.bind(new Comparison(ScalarFn.NE), x, y);
  }

  /** x < y, of each pair of elements; bool. */
  public static Tensor lt(Tensor x, Tensor y) {
    return Trace.bind(new Comparison(ScalarFn.LT), x, y);
  }

  /** x <= y, of each pair of elements; bool. */
  public static Tensor le(Tensor x, Tensor y) {
    return Trace.bind(new Comparison(ScalarFn.LE), x, y);
  }

  /** x > y, of each pair of elements; bool. */
  public static Tensor gt(Tensor x, Tensor y) {
    return Trace.bind(new Comparison(ScalarFn.GT), x, y);
  }

  /** x >= y, of each pair of elements; bool. */
  public static Tensor ge(Tensor x, Tensor y) {
    return Trace.bind(new Comparison(ScalarFn.GE), x, y);
  }

  /** x & y, of each pair of integers (or bools). */
  public static Tensor bitwiseAnd(Tensor x, Tensor y) {
    return Trace.bind(new BinaryBits(ScalarFn.AND), x, y);
  }

  /** x | y, of each pair of integers (or bools). */
  public static Tensor bitwiseOr(Tensor x, Tensor y) {
    return Trace.bind(new BinaryBits(ScalarFn.OR), x, y);
  }

  /** x ^ y, of each pair of integers (or bools). */
  public static Tensor bitwiseXor(Tensor x, Tensor y) {
    return Trace.bind(new BinaryBits(ScalarFn.XOR), x, y);
  }

  /** {@code x << y}; 0 for y at or above the width, of each pair of integers (or bools). */
  public static Tensor shiftLeft(Tensor x, Tensor y) {
    return Trace.bind(new BinaryBits(ScalarFn.SHIFT_LEFT), x, y);
  }

  /** x >> y with the sign, of each pair of integers (or bools). */
  public static Tensor shiftRightArithmetic(Tensor x, Tensor y) {
    return Trace.bind(new BinaryBits(ScalarFn.SHIFT_RIGHT_ARITHMETIC), x, y);
  }

  /** x >>> y, of each pair of integers (or bools). */
  public static Tensor shiftRightLogical(Tensor x, Tensor y) {
    return Trace.bind(new BinaryBits(ScalarFn.SHIFT_RIGHT_LOGICAL), x, y);
  }

  /**
   * Complex numbers of real and imaginary parts; both f32, or both f64, of one shape.
   *
   * @throws dev.covector.DTypeException when they are not
   */
  public static Tensor complex(Tensor re, Tensor im) {
    return ComplexArithmetic.complex(re, im);
  }

  /** The real part of each element; x itself when it is not complex. */
  public static Tensor real(Tensor x) {
    return ComplexArithmetic.real(x);
  }

  /** The imaginary part of each element; zeros when x is not complex. */
  public static Tensor imag(Tensor x) {
    return ComplexArithmetic.imag(x);
  }

  /** The conjugate of each element; x itself when it is not complex. */
  public static Tensor conj(Tensor x) {
    return ComplexArithmetic.conj(x);
  }

  /** x * x. */
  public static Tensor square(Tensor x) {
    return mul(x, x);
  }
}
