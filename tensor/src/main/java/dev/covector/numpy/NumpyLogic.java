package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.op.Reduction;
import dev.covector.trace.Trace;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/** Comparisons, logic and choice. Results are bool, without a gradient. */
public class NumpyLogic extends NumpyFloats {
  NumpyLogic() {}

  /** x == y, element by element. */
  public static Tensor equal(Tensor x, Tensor y) {
    return binary("equal", Lax::eq, x, y);
  }

  /** x == y, against a number that takes x's dtype where it fits. */
  public static Tensor equal(Tensor x, Number y) {
    return equal(x, Tensor.of(y));
  }

  /** x != y, element by element. */
  public static Tensor notEqual(Tensor x, Tensor y) {
    return binary("not_equal", Lax::ne, x, y);
  }

  /** x != y, against a number that takes x's dtype where it fits. */
  public static Tensor notEqual(Tensor x, Number y) {
    return notEqual(x, Tensor.of(y));
  }

  /** x &lt; y, element by element. */
  public static Tensor less(Tensor x, Tensor y) {
    return binary("less", Lax::lt, x, y);
  }

  /** x &lt; y, against a number that takes x's dtype where it fits. */
  public static Tensor less(Tensor x, Number y) {
    return less(x, Tensor.of(y));
  }

  /** x &lt;= y, element by element. */
  public static Tensor lessEqual(Tensor x, Tensor y) {
    return binary("less_equal", Lax::le, x, y);
  }

  /** x &lt;= y, against a number that takes x's dtype where it fits. */
  public static Tensor lessEqual(Tensor x, Number y) {
    return lessEqual(x, Tensor.of(y));
  }

  /** x &gt; y, element by element. */
  public static Tensor greater(Tensor x, Tensor y) {
    return binary("greater", Lax::gt, x, y);
  }

  /** x &gt; y, against a number that takes x's dtype where it fits. */
  public static Tensor greater(Tensor x, Number y) {
    return greater(x, Tensor.of(y));
  }

  /** x &gt;= y, element by element. */
  public static Tensor greaterEqual(Tensor x, Tensor y) {
    return binary("greater_equal", Lax::ge, x, y);
  }

  /** x &gt;= y, against a number that takes x's dtype where it fits. */
  public static Tensor greaterEqual(Tensor x, Number y) {
    return greaterEqual(x, Tensor.of(y));
  }

  /** Whether both are true (not 0), element by element. */
  public static Tensor logicalAnd(Tensor x, Tensor y) {
    return logical("logical_and", Lax::bitwiseAnd, x, y);
  }

  /** Whether at least one is true (not 0), element by element. */
  public static Tensor logicalOr(Tensor x, Tensor y) {
    return logical("logical_or", Lax::bitwiseOr, x, y);
  }

  /** Whether exactly one is true (not 0), element by element. */
  public static Tensor logicalXor(Tensor x, Tensor y) {
    return logical("logical_xor", Lax::bitwiseXor, x, y);
  }

  private static Tensor logical(String name, BinaryOperator<Tensor> op, Tensor x, Tensor y) {
    if (x.dtype() == DType.BOOL && x.type().equals(y.type())) {
      return op.apply(x, y);
    }
    return Library.inline(
        name,
        List.of(),
        in -> {
          Shape shape = Shape.broadcast(name, in.get(0).shape(), in.get(1).shape());
          return op.apply(
              Promotion.stretch(truth(in.get(0)), shape),
              Promotion.stretch(truth(in.get(1)), shape));
        },
        x,
        y);
  }

  /** Whether x is false (0), of each element. */
  public static Tensor logicalNot(Tensor x) {
    return x.dtype() == DType.BOOL
        ? Lax.bitwiseNot(x)
        : composite("logical_not", v -> Lax.eq(v, like(v, 0)), x);
  }

  /** Whether each element is not 0: itself for bool. NaN is true. */
  static Tensor truth(Tensor x) {
    return x.dtype() == DType.BOOL ? x : Lax.ne(x, like(x, 0));
  }

  /**
   * x where the condition holds (is not 0), elsewhere y; all three broadcast, x and y promote. The
   * gradient reaches only the chosen one; a NaN in the other one's derivative still spreads, so
   * guard its argument.
   */
  public static Tensor where(Tensor condition, Tensor x, Tensor y) {
    if (condition.dtype() == DType.BOOL
        && x.type().equals(y.type())
        && condition.shape().equals(x.shape())) {
      return Lax.select(condition, x, y);
    }
    return Library.inline(
        "where",
        List.of(),
        in -> {
          List<Tensor> cases = Promotion.promoteAndBroadcast("where", in.subList(1, 3));
          Shape shape = Shape.broadcast("where", in.getFirst().shape(), cases.getFirst().shape());
          return Lax.select(
              Promotion.stretch(truth(in.getFirst()), shape),
              Promotion.stretch(cases.get(0), shape),
              Promotion.stretch(cases.get(1), shape));
        },
        condition,
        x,
        y);
  }

  /** x where the condition holds, elsewhere a number. */
  public static Tensor where(Tensor condition, Tensor x, Number y) {
    return where(condition, x, Tensor.of(y));
  }

  /** A number where the condition holds, elsewhere y. */
  public static Tensor where(Tensor condition, Number x, Tensor y) {
    return where(condition, Tensor.of(x), y);
  }

  /** One number where the condition holds, elsewhere another. */
  public static Tensor where(Tensor condition, Number x, Number y) {
    return where(condition, Tensor.of(x), Tensor.of(y));
  }

  /** The choice of the first condition that holds, elsewhere the default; all broadcast. */
  public static Tensor select(List<Tensor> conditions, List<Tensor> choices, Tensor otherwise) {
    if (conditions.size() != choices.size() || conditions.isEmpty()) {
      throw new ShapeException(
          "select: there are "
              + conditions.size()
              + " conditions and "
              + choices.size()
              + " choices; there must be one choice per condition, and at least one");
    }
    Tensor result = otherwise;
    for (int i = conditions.size() - 1; i >= 0; i--) {
      result = where(conditions.get(i), choices.get(i), result);
    }
    return result;
  }

  /** Whether |x - y| is at most 1e-8 + 1e-5 |y|, element by element; NaN is close to nothing. */
  public static Tensor isclose(Tensor x, Tensor y) {
    return isclose(x, y, 1e-5, 1e-8, false);
  }

  /**
   * Whether |x - y| is at most absolute + relative |y|, element by element.
   *
   * @param equalNan whether two NaN are close
   */
  public static Tensor isclose(
      Tensor x, Tensor y, double relative, double absolute, boolean equalNan) {
    return Library.named(
        "isclose",
        List.of(relative, absolute, equalNan),
        in -> {
          List<Tensor> equal =
              Promotion.promoteAndBroadcast("isclose", Promotion.toInexact("isclose", in));
          Tensor a = equal.get(0);
          Tensor b = equal.get(1);
          Tensor bound = Lax.add(like(b, absolute), Lax.mul(like(b, relative), Lax.abs(b)));
          Tensor inRange = Lax.le(Lax.abs(Lax.sub(a, b)), bound);
          Tensor close = Lax.bitwiseOr(Lax.eq(a, b), Lax.bitwiseAnd(Lax.isFinite(b), inRange));
          return equalNan ? Lax.bitwiseOr(close, Lax.bitwiseAnd(isNan(a), isNan(b))) : close;
        },
        x,
        y);
  }

  /** Whether all elements are close; a bool scalar. */
  public static Tensor allclose(Tensor x, Tensor y) {
    return allclose(x, y, 1e-5, 1e-8, false);
  }

  /** Whether all elements are close, by the rule of {@code isclose}; a bool scalar. */
  public static Tensor allclose(
      Tensor x, Tensor y, double relative, double absolute, boolean equalNan) {
    return every(isclose(x, y, relative, absolute, equalNan));
  }

  /** Whether shapes and all elements are equal; a bool scalar. NaN equals nothing. */
  public static Tensor arrayEqual(Tensor x, Tensor y) {
    return x.shape().equals(y.shape()) ? every(equal(x, y)) : Lax.full(Shape.SCALAR, 0, DType.BOOL);
  }

  /** Whether the shapes broadcast and all elements are then equal; a bool scalar. */
  public static Tensor arrayEquiv(Tensor x, Tensor y) {
    int rank = Math.min(x.rank(), y.rank());
    for (int i = 1; i <= rank; i++) {
      int a = x.shape().dim(-i);
      int b = y.shape().dim(-i);
      if (a != b && a != 1 && b != 1) {
        return Lax.full(Shape.SCALAR, 0, DType.BOOL);
      }
    }
    return every(equal(x, y));
  }

  private static Tensor every(Tensor x) {
    List<Integer> axes = IntStream.range(0, x.rank()).boxed().toList();
    return Trace.bind(new Reduction.ReduceBits(ScalarFn.AND, axes), x);
  }
}
