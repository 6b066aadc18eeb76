package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** Powers, and division with a remainder. */
public class NumpyPowers extends NumpyMath {
  NumpyPowers() {}

  /**
   * x to the y, element by element. Integers stay integers and wrap. The gradient to a base of 0 is
   * 0 for exponents above 1 and for the integer 0, NaN for the float 0, as in JAX; the gradient to
   * the exponent is 0 there.
   */
  public static Tensor power(Tensor x, Tensor y) {
    return x.dtype().isFloating() && y.dtype().isInteger()
        ? Library.inline(
            "power_of_integer", List.of(), in -> raiseToInteger(in.get(0), in.get(1)), x, y)
        : binary("power", Lax::pow, numeric(x), numeric(y));
  }

  /** A base of 1 where the exponent is 0, so that the gradient is 0 there. */
  private static Tensor raiseToInteger(Tensor x, Tensor y) {
    List<Tensor> equal = Promotion.promoteAndBroadcast("power", List.of(x, y));
    Tensor base = equal.get(0);
    Tensor exponent = equal.get(1);
    Tensor isConstant = Lax.eq(exponent, like(exponent, 0));
    return Lax.pow(Lax.select(isConstant, like(base, 1), base), exponent);
  }

  /**
   * x to a number. A whole exponent ({@code 3}, not {@code 3.0}) multiplies repeatedly, which is
   * exact at 0 and for negative bases.
   *
   * @throws DTypeException for integers to a negative whole number
   */
  public static Tensor power(Tensor x, Number exponent) {
    return switch (exponent) {
      case Integer n -> integerPower(x, n);
      case Long n -> integerPower(x, Math.toIntExact(n));
      case Short n -> integerPower(x, n);
      case Byte n -> integerPower(x, n);
      default -> power(x, Tensor.of(exponent));
    };
  }

  /** A number to the y, element by element. */
  public static Tensor power(Number x, Tensor y) {
    return power(Tensor.of(x), y);
  }

  /** Another name of {@link #power(Tensor, Tensor)}. */
  public static Tensor pow(Tensor x, Tensor y) {
    return power(x, y);
  }

  /** Another name of {@link #power(Tensor, Number)}. */
  public static Tensor pow(Tensor x, Number exponent) {
    return power(x, exponent);
  }

  private static Tensor numeric(Tensor x) {
    return x.dtype() == DType.BOOL ? Lax.convert(x, Defaults.integer()) : x;
  }

  private static Tensor integerPower(Tensor base, int exponent) {
    Tensor x = numeric(base);
    if (exponent == 1) {
      return x;
    }
    if (exponent < 0 && x.dtype().isInteger()) {
      throw new DTypeException(
          "power: "
              + x.type()
              + " to the power of "
              + exponent
              + "; integers have no negative powers: convert with astype(DType.F32)");
    }
    return Library.inline(
        "integer_pow", List.of(exponent), in -> repeated(in.getFirst(), exponent), x);
  }

  private static Tensor repeated(Tensor x, int exponent) {
    if (exponent < 0) {
      return Lax.div(like(x, 1), repeated(x, -exponent));
    }
    if (exponent == 0) {
      return like(x, 1);
    }
    Tensor result = null;
    Tensor square = x;
    for (int rest = exponent; ; square = Lax.square(square)) {
      if ((rest & 1) != 0) {
        result = result == null ? square : Lax.mul(result, square);
      }
      rest >>>= 1;
      if (rest == 0) {
        return result == null ? square : result;
      }
    }
  }

  /** x to the y in floats, element by element. */
  public static Tensor floatPower(Tensor x, Tensor y) {
    return inexactBinary("float_power", Lax::pow, x, y);
  }

  /** x to a number in floats. */
  public static Tensor floatPower(Tensor x, Number y) {
    return floatPower(x, Tensor.of(y));
  }

  /** x * x, of each element. */
  public static Tensor square(Tensor x) {
    return Lax.square(numeric(x));
  }

  /** 1 / x, of each element. */
  public static Tensor reciprocal(Tensor x) {
    return inexactComposite("reciprocal", v -> Lax.div(like(v, 1), v), x);
  }

  /**
   * The largest integer not above x / y, element by element; integers stay integers. Its gradient
   * is 0.
   */
  public static Tensor floorDivide(Tensor x, Tensor y) {
    return compositeBinary("floor_divide", (a, b) -> floorQuotient(numeric(a), numeric(b)), x, y);
  }

  /** The largest integer not above x / y, with a number that takes x's dtype where it fits. */
  public static Tensor floorDivide(Tensor x, Number y) {
    return floorDivide(x, Tensor.of(y));
  }

  /** The largest integer not above x / y, with a number that takes y's dtype where it fits. */
  public static Tensor floorDivide(Number x, Tensor y) {
    return floorDivide(Tensor.of(x), y);
  }

  private static Tensor floorQuotient(Tensor x, Tensor y) {
    if (x.dtype().isFloating()) {
      return floatDivmod(x, y).getFirst();
    }
    Tensor quotient = Lax.div(x, y);
    if (x.dtype().isUnsigned()) {
      return quotient;
    }
    Tensor rest = Lax.rem(x, y);
    Tensor isBelow = Lax.bitwiseAnd(Lax.ne(Lax.sign(x), Lax.sign(y)), Lax.ne(rest, like(rest, 0)));
    return Lax.select(isBelow, Lax.sub(quotient, like(x, 1)), quotient);
  }

  /** Quotient and remainder of floats; by zero the quotient is x / 0 and the remainder NaN. */
  private static List<Tensor> floatDivmod(Tensor x, Tensor y) {
    Tensor rest = Lax.rem(x, y);
    Tensor isByZero = Lax.eq(y, like(y, 0));
    Tensor quotient = Lax.div(Lax.select(isByZero, x, Lax.sub(x, rest)), y);
    Tensor isBelow =
        Lax.bitwiseAnd(Lax.ne(rest, like(rest, 0)), Lax.ne(Lax.sign(y), Lax.sign(rest)));
    Tensor remainder = Lax.select(isBelow, Lax.add(rest, y), rest);
    Tensor floor = Lax.select(isBelow, Lax.sub(quotient, like(x, 1)), quotient);
    return List.of(Lax.round(floor), remainder);
  }

  /**
   * The remainder of x / y with the sign of y, element by element. Integers modulo 0 give 0, as in
   * JAX.
   */
  public static Tensor remainder(Tensor x, Tensor y) {
    return compositeBinary(
        "remainder", (a, b) -> remainderWithSignOfDivisor(numeric(a), numeric(b)), x, y);
  }

  /**
   * The remainder of x / y with the sign of y, with a number that takes x's dtype where it fits.
   */
  public static Tensor remainder(Tensor x, Number y) {
    return remainder(x, Tensor.of(y));
  }

  /**
   * The remainder of x / y with the sign of y, with a number that takes y's dtype where it fits.
   */
  public static Tensor remainder(Number x, Tensor y) {
    return remainder(Tensor.of(x), y);
  }

  /** Another name of {@link #remainder(Tensor, Tensor)}. */
  public static Tensor mod(Tensor x, Tensor y) {
    return remainder(x, y);
  }

  /** Another name of {@link #remainder(Tensor, Number)}. */
  public static Tensor mod(Tensor x, Number y) {
    return remainder(x, y);
  }

  private static Tensor remainderWithSignOfDivisor(Tensor x, Tensor y) {
    Tensor divisor = withoutIntegerZeros(y);
    Tensor rest = Lax.rem(x, divisor);
    Tensor zero = like(x, 0);
    Tensor differs = Lax.ne(Lax.lt(rest, zero), Lax.lt(divisor, zero));
    return Lax.select(Lax.bitwiseAnd(differs, Lax.ne(rest, zero)), Lax.add(rest, divisor), rest);
  }

  private static Tensor withoutIntegerZeros(Tensor y) {
    return y.dtype().isFloating() ? y : Lax.select(Lax.eq(y, like(y, 0)), like(y, 1), y);
  }

  /** The remainder of x / y with the sign of x, element by element. Integers modulo 0 give 0. */
  public static Tensor fmod(Tensor x, Tensor y) {
    return compositeBinary(
        "fmod", (a, b) -> Lax.rem(numeric(a), withoutIntegerZeros(numeric(b))), x, y);
  }

  /** {@link #floorDivide(Tensor, Tensor)} and {@link #remainder(Tensor, Tensor)} together. */
  public static List<Tensor> divmod(Tensor x, Tensor y) {
    return Library.named(
        "divmod",
        List.of(),
        in -> {
          List<Tensor> equal = Promotion.promoteAndBroadcast("divmod", in);
          Tensor a = numeric(equal.get(0));
          Tensor b = numeric(equal.get(1));
          return a.dtype().isFloating()
              ? floatDivmod(a, b)
              : List.of(floorQuotient(a, b), remainderWithSignOfDivisor(a, b));
        },
        List.of(x, y));
  }
}
