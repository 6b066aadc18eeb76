package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rounding, absolute value and sign, and limits. */
public class NumpyRounding extends NumpyPowers {
  NumpyRounding() {}

  /** The largest integer not above x, of each element, in x's dtype. */
  public static Tensor floor(Tensor x) {
    return ofFloats(Lax::floor, x);
  }

  /** The smallest integer not below x, of each element, in x's dtype. */
  public static Tensor ceil(Tensor x) {
    return ofFloats(Lax::ceil, x);
  }

  /** The integer part, of each element, in x's dtype. */
  public static Tensor trunc(Tensor x) {
    return ofFloats(v -> composite("trunc", NumpyRounding::integerPart, v), x);
  }

  /** The nearest integer, ties to even, of each element, as a float. */
  public static Tensor rint(Tensor x) {
    return inexact("rint", Lax::roundEven, x);
  }

  /** The nearest integer, ties to even, of each element, in x's dtype. */
  public static Tensor round(Tensor x) {
    return round(x, 0);
  }

  /**
   * The nearest number with this many decimals, ties to even, of each element. Its gradient is 0.
   *
   * @throws DTypeException for bool, and for integers with negative decimals
   */
  public static Tensor round(Tensor x, int decimals) {
    if (x.dtype() == DType.BOOL || (x.dtype().isInteger() && decimals < 0)) {
      throw new DTypeException(
          "round: "
              + x.type()
              + " to "
              + decimals
              + " decimals; convert it first, for example with astype(DType.F32)");
    }
    if (x.dtype().isInteger()) {
      return x;
    }
    if (decimals == 0) {
      return Lax.roundEven(x);
    }
    return Library.named(
        "round",
        List.of(decimals),
        in -> {
          Tensor v = in.getFirst();
          boolean isNarrow = v.dtype().bits() == 16;
          Tensor wide = isNarrow ? Lax.convert(v, DType.F32) : v;
          Tensor factor = like(wide, Math.pow(10, Math.abs(decimals)));
          Tensor result =
              decimals > 0
                  ? Lax.div(Lax.roundEven(Lax.mul(wide, factor)), factor)
                  : Lax.mul(Lax.roundEven(Lax.div(wide, factor)), factor);
          return isNarrow ? Lax.convert(result, v.dtype()) : result;
        },
        x);
  }

  /** Another name of {@link #round(Tensor, int)}. */
  public static Tensor around(Tensor x, int decimals) {
    return round(x, decimals);
  }

  /** |x|, of each element. The gradient at 0 is 1, as in JAX. */
  public static Tensor abs(Tensor x) {
    return x.dtype() == DType.BOOL || x.dtype().isUnsigned() ? x : Lax.abs(x);
  }

  /** Another name of {@link #abs}. */
  public static Tensor absolute(Tensor x) {
    return abs(x);
  }

  /** -1, 0 or 1, of each element; NaN stays. */
  public static Tensor sign(Tensor x) {
    return Lax.sign(x);
  }

  /** x brought into [low, high]; the gradient passes inside, and by half at the ends. */
  public static Tensor clip(Tensor x, Tensor low, Tensor high) {
    return Library.inline(
        "clip", List.of(), in -> minimum(in.get(2), maximum(in.get(1), in.get(0))), x, low, high);
  }

  /** x brought into [low, high]. */
  public static Tensor clip(Tensor x, Number low, Number high) {
    return clip(x, Tensor.of(low), Tensor.of(high));
  }

  /** The larger, element by element, where a NaN loses to a number. */
  public static Tensor fmax(Tensor x, Tensor y) {
    return compositeBinary(
        "fmax", (a, b) -> Lax.select(Lax.bitwiseOr(Lax.gt(a, b), isNan(b)), a, b), x, y);
  }

  /** The smaller, element by element, where a NaN loses to a number. */
  public static Tensor fmin(Tensor x, Tensor y) {
    return compositeBinary(
        "fmin", (a, b) -> Lax.select(Lax.bitwiseOr(Lax.lt(a, b), isNan(b)), a, b), x, y);
  }

  /** 0 below 0, 1 above, and y at 0, element by element. */
  public static Tensor heaviside(Tensor x, Tensor y) {
    return inexactCompositeBinary(
        "heaviside",
        (a, atZero) -> {
          Tensor zero = like(a, 0);
          Tensor rest = Lax.select(isNan(a), a, atZero);
          Tensor above = Lax.select(Lax.gt(a, zero), like(a, 1), rest);
          return Lax.select(Lax.lt(a, zero), zero, above);
        },
        x,
        y);
  }

  /** The fractional and the integer part, of each element, both with the sign of x. */
  public static List<Tensor> modf(Tensor x) {
    return Library.named(
        "modf",
        List.of(),
        in -> {
          Tensor v = Promotion.toInexact("modf", in).getFirst();
          Tensor whole = integerPart(v);
          return List.of(Lax.sub(v, whole), whole);
        },
        List.of(x));
  }

  static Tensor integerPart(Tensor x) {
    return Lax.select(Lax.lt(x, like(x, 0)), Lax.ceil(x), Lax.floor(x));
  }

  /** Whether each element is NaN; works on any dtype that compares. */
  static Tensor isNan(Tensor x) {
    return Lax.ne(x, x);
  }

  private static Tensor ofFloats(UnaryOperator<Tensor> op, Tensor x) {
    return x.dtype().isFloating() ? op.apply(x) : x;
  }
}
