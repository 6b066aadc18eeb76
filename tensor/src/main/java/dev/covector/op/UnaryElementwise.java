package dev.covector.op;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;
import dev.covector.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scalar function of each element; an op of this family gives the function and its tangent. */
public sealed interface UnaryElementwise extends Op
    permits Arithmetic, Rounding, Exponential, Trigonometric, Hyperbolic, SpecialFunction, Bits {

  /** The function. */
  ScalarFn fn();

  /**
   * The tangent of the output, or null where the derivative is zero everywhere.
   *
   * @param t the tangent of the operand
   * @param x the operand
   * @param y the output
   */
  @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y);

  @Override
  default List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    ElementwiseTypes.requireDefined(name(), fn(), x);
    return List.of(fn().isPredicate() ? TensorType.of(DType.BOOL, x.shape()) : x);
  }

  @Override
  default List<Dual> jvp(List<Dual> in) {
    Tensor x = in.getFirst().primal();
    Tensor y = Trace.bind(this, x);
    Tensor t = in.getFirst().tangentOrNull();
    return List.of(new Dual(y, t == null ? null : tangent(t, x, y)));
  }

  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(Batched.mapped(Trace.bind(this, in.getFirst().value())));
  }
}
