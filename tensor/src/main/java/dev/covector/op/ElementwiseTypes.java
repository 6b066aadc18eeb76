package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;

/** The type rules that elementwise operations share. */
final class ElementwiseTypes {
  private ElementwiseTypes() {}

  static void requireDefined(String op, ScalarFn fn, TensorType x) {
    boolean defined =
        switch (x.dtype().kind()) {
          case FLOAT -> fn.takesFloats();
          case SIGNED, UNSIGNED -> fn.takesIntegers();
          case BOOL ->
              switch (fn) {
                case NOT, AND, OR, XOR, EQ, NE, LT, LE, GT, GE, MAX, MIN -> true;
                default -> false;
              };
          case COMPLEX, KEY -> false;
        };
    if (!defined) {
      throw new DTypeException(
          op
              + ": not defined for "
              + x
              + "; convert it first, for example with astype(DType."
              + (fn.takesFloats() ? DType.F32.name() : DType.I32.name())
              + ")");
    }
  }

  static void requireSame(String op, TensorType x, TensorType y) {
    if (x.dtype() != y.dtype()) {
      throw new DTypeException(
          op
              + ": operands are "
              + x
              + " and "
              + y
              + "; the dtypes must be equal here: convert one with astype, or use the function of"
              + " dev.covector.numpy that promotes");
    }
    if (!x.shape().equals(y.shape())) {
      throw new ShapeException(
          op
              + ": operands are "
              + x
              + " and "
              + y
              + "; the shapes must be equal here: broadcast one, or use the function of"
              + " dev.covector.numpy that does");
    }
  }
}
