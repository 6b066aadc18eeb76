package dev.covector.numpy;

import dev.covector.Defaults;
import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.BinaryOperator;

/** Elementwise functions with promotion and broadcasting. */
public class NumpyElementwise {
  NumpyElementwise() {}

  /** x + y, element by element; bools give the logical or. */
  public static Tensor add(Tensor x, Tensor y) {
    return binary("add", Lax::add, x, y);
  }

  /** x - y, element by element. */
  public static Tensor subtract(Tensor x, Tensor y) {
    return binary("subtract", Lax::sub, x, y);
  }

  /** x * y, element by element; bools give the logical and. */
  public static Tensor multiply(Tensor x, Tensor y) {
    return binary("multiply", Lax::mul, x, y);
  }

  /** x / y, element by element; integers give floats. */
  public static Tensor divide(Tensor x, Tensor y) {
    return Library.inline(
        "divide",
        List.of(),
        in -> {
          List<Tensor> promoted = Promotion.promoteAndBroadcast("divide", in);
          boolean exact = promoted.getFirst().dtype().isInexact();
          DType dtype = exact ? promoted.getFirst().dtype() : Defaults.floating();
          boolean weak = promoted.getFirst().type().weak();
          return Lax.div(
              Promotion.to(promoted.get(0), dtype, weak),
              Promotion.to(promoted.get(1), dtype, weak));
        },
        x,
        y);
  }

  /** -x, element by element. */
  public static Tensor negative(Tensor x) {
    return Lax.neg(x);
  }

  static Tensor binary(String name, BinaryOperator<Tensor> op, Tensor x, Tensor y) {
    if (x.type().equals(y.type())) {
      return op.apply(x, y);
    }
    return Library.inline(
        name,
        List.of(),
        in -> {
          List<Tensor> promoted = Promotion.promoteAndBroadcast(name, in);
          return op.apply(promoted.get(0), promoted.get(1));
        },
        x,
        y);
  }
}
