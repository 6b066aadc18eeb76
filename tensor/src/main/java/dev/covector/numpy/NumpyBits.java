package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.op.Reduction;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;

/** Bits of integers (logic of bools), and divisors. */
public class NumpyBits extends NumpyLogic {
  NumpyBits() {}

  /** x &amp; y, element by element, of integers or bools. */
  public static Tensor bitwiseAnd(Tensor x, Tensor y) {
    return binary("bitwise_and", Lax::bitwiseAnd, x, y);
  }

  /** x | y, element by element, of integers or bools. */
  public static Tensor bitwiseOr(Tensor x, Tensor y) {
    return binary("bitwise_or", Lax::bitwiseOr, x, y);
  }

  /** x ^ y, element by element, of integers or bools. */
  public static Tensor bitwiseXor(Tensor x, Tensor y) {
    return binary("bitwise_xor", Lax::bitwiseXor, x, y);
  }

  /** All bits flipped; the negation of bool. */
  public static Tensor bitwiseNot(Tensor x) {
    return Lax.bitwiseNot(x);
  }

  /** Another name of {@link #bitwiseNot}. */
  public static Tensor bitwiseInvert(Tensor x) {
    return bitwiseNot(x);
  }

  /** Another name of {@link #bitwiseNot}. */
  public static Tensor invert(Tensor x) {
    return bitwiseNot(x);
  }

  /** x &lt;&lt; y, element by element; 0 from the width of the dtype on. */
  public static Tensor leftShift(Tensor x, Tensor y) {
    return binary("left_shift", Lax::shiftLeft, integral(x), integral(y));
  }

  /** Another name of {@link #leftShift}. */
  public static Tensor bitwiseLeftShift(Tensor x, Tensor y) {
    return leftShift(x, y);
  }

  /** x &gt;&gt; y, element by element; the sign is kept, unsigned integers get zeros. */
  public static Tensor rightShift(Tensor x, Tensor y) {
    return binary(
        "right_shift",
        (a, b) ->
            a.dtype().isUnsigned() ? Lax.shiftRightLogical(a, b) : Lax.shiftRightArithmetic(a, b),
        integral(x),
        integral(y));
  }

  /** Another name of {@link #rightShift}. */
  public static Tensor bitwiseRightShift(Tensor x, Tensor y) {
    return rightShift(x, y);
  }

  private static Tensor integral(Tensor x) {
    return x.dtype() == DType.BOOL ? Lax.convert(x, Defaults.integer()) : x;
  }

  /**
   * The number of bits set in |x|, of each element; u8.
   *
   * @throws DTypeException for floats
   */
  public static Tensor bitwiseCount(Tensor x) {
    if (x.dtype() == DType.BOOL) {
      return Lax.convert(x, DType.U8);
    }
    return composite("bitwise_count", v -> Lax.convert(Lax.populationCount(abs(v)), DType.U8), x);
  }

  /**
   * The greatest common divisor, element by element, not negative; gcd(0, 0) is 0.
   *
   * @throws DTypeException for floats and bools
   */
  public static Tensor gcd(Tensor x, Tensor y) {
    requireIntegers("gcd", x, y);
    return compositeBinary("gcd", NumpyBits::commonDivisor, x, y);
  }

  /**
   * The least common multiple, element by element, not negative; 0 when either is 0.
   *
   * @throws DTypeException for floats and bools
   */
  public static Tensor lcm(Tensor x, Tensor y) {
    requireIntegers("lcm", x, y);
    return compositeBinary(
        "lcm",
        (p, q) -> {
          Tensor a = abs(p);
          Tensor b = abs(q);
          Tensor divisor = commonDivisor(a, b);
          Tensor isZero = Lax.eq(divisor, like(divisor, 0));
          Tensor safe = Lax.select(isZero, like(divisor, 1), divisor);
          return Lax.select(isZero, like(a, 0), Lax.mul(a, Lax.div(b, safe)));
        },
        x,
        y);
  }

  /** Euclid's algorithm on all elements at once, until every remainder is 0. */
  private static Tensor commonDivisor(Tensor x, Tensor y) {
    return Lax.whileLoop(
            (List<Tensor> pair) -> {
              Tensor rest = pair.get(1);
              List<Integer> axes = IntStream.range(0, rest.rank()).boxed().toList();
              Tensor isLeft = Lax.ne(rest, like(rest, 0));
              return axes.isEmpty()
                  ? isLeft
                  : Trace.bind(new Reduction.ReduceBits(ScalarFn.OR, axes), isLeft);
            },
            pair -> {
              Tensor a = pair.get(0);
              Tensor b = pair.get(1);
              Tensor isDone = Lax.eq(b, like(b, 0));
              Tensor rest = Lax.select(isDone, like(b, 0), Lax.rem(a, b));
              return List.of(Lax.select(isDone, a, b), rest);
            },
            List.of(abs(x), abs(y)))
        .getFirst();
  }

  private static void requireIntegers(String op, Tensor x, Tensor y) {
    if (!x.dtype().isInteger() || !y.dtype().isInteger()) {
      throw new DTypeException(
          op
              + ": operands are "
              + x.type()
              + " and "
              + y.type()
              + "; both must be integers: convert with astype(DType.I32)");
    }
  }
}
