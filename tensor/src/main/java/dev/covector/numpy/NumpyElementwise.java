package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The basic arithmetic, with promotion and broadcasting, and how the other classes of this package
 * build elementwise functions.
 *
 * <p>Every function of two tensors promotes their dtypes as JAX does ({@link Promotion}) and
 * broadcasts their shapes as NumPy does. A plain number is weak: it takes the dtype of the tensor
 * where it belongs to the same or an earlier family (bool, integer, float).
 */
public class NumpyElementwise {
  NumpyElementwise() {}

  /** x + y, element by element; bools give the logical or. */
  public static Tensor add(Tensor x, Tensor y) {
    return binary("add", NumpyElementwise::sum, x, y);
  }

  /** x + y, with a number that takes x's dtype where it fits. */
  public static Tensor add(Tensor x, Number y) {
    return add(x, Tensor.of(y));
  }

  /** x + y, with a number that takes y's dtype where it fits. */
  public static Tensor add(Number x, Tensor y) {
    return add(Tensor.of(x), y);
  }

  private static Tensor sum(Tensor x, Tensor y) {
    return x.dtype() == DType.BOOL ? Lax.bitwiseOr(x, y) : Lax.add(x, y);
  }

  /**
   * x - y, element by element.
   *
   * @throws DTypeException for two bools; use {@code bitwiseXor}
   */
  public static Tensor subtract(Tensor x, Tensor y) {
    return binary("subtract", NumpyElementwise::difference, x, y);
  }

  /** x - y, with a number that takes x's dtype where it fits. */
  public static Tensor subtract(Tensor x, Number y) {
    return subtract(x, Tensor.of(y));
  }

  /** x - y, with a number that takes y's dtype where it fits. */
  public static Tensor subtract(Number x, Tensor y) {
    return subtract(Tensor.of(x), y);
  }

  private static Tensor difference(Tensor x, Tensor y) {
    if (x.dtype() == DType.BOOL) {
      throw new DTypeException(
          "subtract: operands are "
              + x.type()
              + " and "
              + y.type()
              + "; bools are not subtracted: use bitwiseXor or logicalNot, or convert with"
              + " astype(DType.I32)");
    }
    return Lax.sub(x, y);
  }

  /** x * y, element by element; bools give the logical and. */
  public static Tensor multiply(Tensor x, Tensor y) {
    return binary("multiply", NumpyElementwise::product, x, y);
  }

  /** x * y, with a number that takes x's dtype where it fits. */
  public static Tensor multiply(Tensor x, Number y) {
    return multiply(x, Tensor.of(y));
  }

  /** x * y, with a number that takes y's dtype where it fits. */
  public static Tensor multiply(Number x, Tensor y) {
    return multiply(Tensor.of(x), y);
  }

  private static Tensor product(Tensor x, Tensor y) {
    return x.dtype() == DType.BOOL ? Lax.bitwiseAnd(x, y) : Lax.mul(x, y);
  }

  /** x / y, element by element; integers give floats. */
  public static Tensor divide(Tensor x, Tensor y) {
    return inexactBinary("divide", Lax::div, x, y);
  }

  /** x / y, with a number that takes x's dtype where it fits. */
  public static Tensor divide(Tensor x, Number y) {
    return divide(x, Tensor.of(y));
  }

  /** x / y, with a number that takes y's dtype where it fits. */
  public static Tensor divide(Number x, Tensor y) {
    return divide(Tensor.of(x), y);
  }

  /** x / y; another name of {@link #divide(Tensor, Tensor)}. */
  public static Tensor trueDivide(Tensor x, Tensor y) {
    return divide(x, y);
  }

  /** The larger, element by element; NaN when either is. Ties share the gradient equally. */
  public static Tensor maximum(Tensor x, Tensor y) {
    return binary("maximum", Lax::max, x, y);
  }

  /** The larger, with a number that takes x's dtype where it fits. */
  public static Tensor maximum(Tensor x, Number y) {
    return maximum(x, Tensor.of(y));
  }

  /** The larger, with a number that takes y's dtype where it fits. */
  public static Tensor maximum(Number x, Tensor y) {
    return maximum(Tensor.of(x), y);
  }

  /** The smaller, element by element; NaN when either is. Ties share the gradient equally. */
  public static Tensor minimum(Tensor x, Tensor y) {
    return binary("minimum", Lax::min, x, y);
  }

  /** The smaller, with a number that takes x's dtype where it fits. */
  public static Tensor minimum(Tensor x, Number y) {
    return minimum(x, Tensor.of(y));
  }

  /** The smaller, with a number that takes y's dtype where it fits. */
  public static Tensor minimum(Number x, Tensor y) {
    return minimum(Tensor.of(x), y);
  }

  /** -x, element by element. */
  public static Tensor negative(Tensor x) {
    return Lax.neg(x);
  }

  /** x itself. */
  public static Tensor positive(Tensor x) {
    return x;
  }

  /** A function of one float: integers and bools become the default float first. */
  static Tensor inexact(String name, UnaryOperator<Tensor> op, Tensor x) {
    if (x.dtype().isInexact()) {
      return op.apply(x);
    }
    return Library.inline(
        name, List.of(), in -> op.apply(Promotion.toInexact(name, in).getFirst()), x);
  }

  /** A function of one tensor made of several operations. */
  static Tensor composite(String name, UnaryOperator<Tensor> body, Tensor x) {
    return Library.named(name, List.of(), in -> body.apply(in.getFirst()), x);
  }

  /** A function of one float made of several operations. */
  static Tensor inexactComposite(String name, UnaryOperator<Tensor> body, Tensor x) {
    return composite(name, v -> body.apply(Promotion.toInexact(name, List.of(v)).getFirst()), x);
  }

  /** An operation of two tensors after promotion and broadcasting. */
  static Tensor binary(String name, BinaryOperator<Tensor> op, Tensor x, Tensor y) {
    if (x.type().equals(y.type())) {
      return op.apply(x, y);
    }
    return Library.inline(name, List.of(), in -> promoted(name, op, in, false), x, y);
  }

  /** An operation of two floats after promotion and broadcasting. */
  static Tensor inexactBinary(String name, BinaryOperator<Tensor> op, Tensor x, Tensor y) {
    if (x.dtype().isInexact() && x.type().equals(y.type())) {
      return op.apply(x, y);
    }
    return Library.inline(name, List.of(), in -> promoted(name, op, in, true), x, y);
  }

  /** A function of two tensors made of several operations, after promotion and broadcasting. */
  static Tensor compositeBinary(String name, BinaryOperator<Tensor> op, Tensor x, Tensor y) {
    return Library.named(name, List.of(), in -> promoted(name, op, in, false), x, y);
  }

  /** A function of two floats made of several operations, after promotion and broadcasting. */
  static Tensor inexactCompositeBinary(String name, BinaryOperator<Tensor> op, Tensor x, Tensor y) {
    return Library.named(name, List.of(), in -> promoted(name, op, in, true), x, y);
  }

  private static Tensor promoted(
      String name, BinaryOperator<Tensor> op, List<Tensor> in, boolean inexact) {
    List<Tensor> operands = inexact ? Promotion.toInexact(name, in) : in;
    List<Tensor> equal = Promotion.promoteAndBroadcast(name, operands);
    return op.apply(equal.get(0), equal.get(1));
  }

  /** One number everywhere, of x's type. */
  static Tensor like(Tensor x, Number value) {
    return Lax.fullLike(x, value);
  }
}
