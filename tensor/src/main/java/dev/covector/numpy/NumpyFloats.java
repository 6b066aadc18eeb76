package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** The parts of floating numbers: sign, exponent, neighbours, and the numbers that are not. */
public class NumpyFloats extends NumpyRounding {
  NumpyFloats() {}

  /** How a dtype lays out a float (IEEE 754; bf16 is f32's upper half). */
  private record Layout(DType bits, int mantissaBits, int bias) {
    static Layout of(DType dtype) {
      return switch (dtype) {
        case F16 -> new Layout(DType.I16, 10, 15);
        case BF16 -> new Layout(DType.I16, 7, 127);
        case F32 -> new Layout(DType.I32, 23, 127);
        case F64 -> new Layout(DType.I64, 52, 1023);
        case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL ->
            throw new DTypeException(dtype + " is not a floating dtype");
      };
    }

    int exponentMask() {
      return 2 * bias + 1;
    }

    double smallestNormal() {
      return Math.scalb(1.0, 1 - bias);
    }

    double largest() {
      return Math.scalb(2 - Math.scalb(1.0, -mantissaBits), bias);
    }
  }

  /** Whether the sign bit is set, of each element: true for -0.0. */
  public static Tensor signbit(Tensor x) {
    return composite("signbit", NumpyFloats::isSignSet, x);
  }

  private static Tensor isSignSet(Tensor x) {
    if (!x.dtype().isFloating()) {
      return x.dtype() == DType.BOOL || x.dtype().isUnsigned()
          ? Lax.full(x.shape(), 0, DType.BOOL)
          : Lax.lt(x, like(x, 0));
    }
    Tensor bits = Lax.bitcast(x, Layout.of(x.dtype()).bits());
    return Lax.lt(bits, like(bits, 0));
  }

  /** |x| with the sign of y, element by element; the sign of zero counts. */
  public static Tensor copysign(Tensor x, Tensor y) {
    return inexactCompositeBinary(
        "copysign",
        (a, b) -> {
          Tensor size = Lax.abs(a);
          return Lax.select(isSignSet(b), Lax.neg(size), size);
        },
        x,
        y);
  }

  /** The next value of the dtype after x towards y, element by element. */
  public static Tensor nextafter(Tensor x, Tensor y) {
    return inexactBinary("nextafter", Lax::nextafter, x, y);
  }

  /** The distance to the next value of the dtype away from zero, of each element. */
  public static Tensor spacing(Tensor x) {
    return inexactComposite(
        "spacing",
        v -> {
          Tensor infinity = like(v, Double.POSITIVE_INFINITY);
          Tensor away = Lax.select(isSignSet(v), Lax.neg(infinity), infinity);
          return Lax.sub(Lax.nextafter(v, away), v);
        },
        x);
  }

  /**
   * The mantissa, in [0.5, 1) or 0, and the exponent (i32) of each element: x = mantissa * 2 to the
   * exponent. Infinities and NaN stay, with the exponent 0.
   */
  public static List<Tensor> frexp(Tensor x) {
    return Library.named(
        "frexp",
        List.of(),
        in -> {
          Tensor v = Promotion.toInexact("frexp", in).getFirst();
          Tensor exponent = exponentOf(v);
          return List.of(scaledDown(v, exponent), Lax.convert(exponent, DType.I32));
        },
        List.of(x));
  }

  /** The exponent of frexp, in the float's own dtype. */
  private static Tensor exponentOf(Tensor x) {
    Layout layout = Layout.of(x.dtype());
    Tensor isTiny = Lax.lt(Lax.abs(x), like(x, layout.smallestNormal()));
    Tensor scaled =
        Lax.select(isTiny, Lax.mul(x, like(x, Math.scalb(1.0, layout.mantissaBits))), x);
    Tensor bits = Lax.bitcast(scaled, layout.bits());
    Tensor biased =
        Lax.bitwiseAnd(
            Lax.shiftRightArithmetic(bits, like(bits, layout.mantissaBits)),
            like(bits, layout.exponentMask()));
    Tensor exponent = Lax.sub(biased, like(bits, layout.bias - 1));
    Tensor corrected =
        Lax.select(isTiny, Lax.sub(exponent, like(bits, layout.mantissaBits)), exponent);
    Tensor hasNone = Lax.bitwiseOr(Lax.eq(x, like(x, 0)), Lax.bitwiseNot(Lax.isFinite(x)));
    return Lax.convert(Lax.select(hasNone, like(bits, 0), corrected), x.dtype());
  }

  /** x / 2 to the exponent, in two halves so that the power itself neither over- nor underflows. */
  private static Tensor scaledDown(Tensor x, Tensor exponent) {
    Tensor half = Lax.floor(Lax.mul(exponent, like(x, 0.5)));
    Tensor rest = Lax.sub(exponent, half);
    return Lax.mul(Lax.mul(x, powerOfTwo(Lax.neg(half))), powerOfTwo(Lax.neg(rest)));
  }

  /** 2 to a whole number in the dtype's normal range, exactly: the number written as exponent. */
  private static Tensor powerOfTwo(Tensor exponent) {
    Layout layout = Layout.of(exponent.dtype());
    Tensor bits = Lax.convert(exponent, layout.bits());
    Tensor biased = Lax.add(bits, like(bits, layout.bias));
    return Lax.bitcast(Lax.shiftLeft(biased, like(bits, layout.mantissaBits)), exponent.dtype());
  }

  /**
   * x * 2 to the y, element by element.
   *
   * @throws DTypeException when y is not an integer
   */
  public static Tensor ldexp(Tensor x, Tensor y) {
    if (y.dtype().isInexact()) {
      throw new DTypeException(
          "ldexp: operands are "
              + x.type()
              + " and "
              + y.type()
              + "; the exponent must be an integer: convert it with astype(DType.I32)");
    }
    return Library.named(
        "ldexp",
        List.of(),
        in -> {
          Tensor v = Promotion.toInexact("ldexp", List.of(in.get(0))).getFirst();
          Tensor exponent = Lax.convert(in.get(1), v.dtype());
          List<Tensor> equal = Promotion.promoteAndBroadcast("ldexp", List.of(v, exponent));
          return scaledUp(equal.get(0), equal.get(1));
        },
        x,
        y);
  }

  /** By three bounded powers of two: enough for every exponent that does not end in 0 or inf. */
  private static Tensor scaledUp(Tensor x, Tensor exponent) {
    int bound = Layout.of(x.dtype()).bias - 1;
    Tensor result = x;
    Tensor rest = exponent;
    for (int i = 0; i < 3; i++) {
      Tensor part = Lax.min(Lax.max(rest, like(x, -bound)), like(x, bound));
      result = Lax.mul(result, powerOfTwo(part));
      rest = Lax.sub(rest, part);
    }
    return result;
  }

  /** Whether each element is neither infinite nor NaN. */
  public static Tensor isfinite(Tensor x) {
    return x.dtype().isFloating() ? Lax.isFinite(x) : Lax.full(x.shape(), 1, DType.BOOL);
  }

  /** Whether each element is NaN. */
  public static Tensor isnan(Tensor x) {
    return x.dtype().isFloating() ? isNan(x) : Lax.full(x.shape(), 0, DType.BOOL);
  }

  /** Whether each element is infinite. */
  public static Tensor isinf(Tensor x) {
    return x.dtype().isFloating()
        ? composite("isinf", v -> Lax.eq(Lax.abs(v), like(v, Double.POSITIVE_INFINITY)), x)
        : Lax.full(x.shape(), 0, DType.BOOL);
  }

  /** Whether each element is +inf. */
  public static Tensor isposinf(Tensor x) {
    return is(x, "isposinf", Double.POSITIVE_INFINITY);
  }

  /** Whether each element is -inf. */
  public static Tensor isneginf(Tensor x) {
    return is(x, "isneginf", Double.NEGATIVE_INFINITY);
  }

  private static Tensor is(Tensor x, String name, double value) {
    return x.dtype().isFloating()
        ? composite(name, v -> Lax.eq(v, like(v, value)), x)
        : Lax.full(x.shape(), 0, DType.BOOL);
  }

  /** NaN becomes 0, infinities the largest numbers of the dtype, of each element. */
  public static Tensor nanToNum(Tensor x) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    double largest = Layout.of(x.dtype()).largest();
    return nanToNum(x, 0, largest, -largest);
  }

  /** NaN and the infinities become the given numbers, of each element. */
  public static Tensor nanToNum(Tensor x, Number nan, Number posinf, Number neginf) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    return Library.named(
        "nan_to_num",
        List.of(nan, posinf, neginf),
        in -> {
          Tensor v = in.getFirst();
          Tensor isPositive = Lax.eq(v, like(v, Double.POSITIVE_INFINITY));
          Tensor isNegative = Lax.eq(v, like(v, Double.NEGATIVE_INFINITY));
          Tensor number = Lax.select(isNan(v), like(v, nan), v);
          return Lax.select(
              isNegative, like(v, neginf), Lax.select(isPositive, like(v, posinf), number));
        },
        x);
  }
}
