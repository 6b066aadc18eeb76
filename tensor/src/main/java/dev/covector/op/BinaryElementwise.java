package dev.covector.op;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;
import dev.covector.trace.Trace;
import java.util.List;

/** A scalar function of the elements of two tensors of one shape and dtype. */
public sealed interface BinaryElementwise extends Op
    permits BinaryArithmetic, Comparison, BinaryBits {

  /** The function. */
  ScalarFn fn();

  @Override
  default List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.get(0);
    TensorType y = in.get(1);
    ElementwiseTypes.requireSame(name(), x, y);
    ElementwiseTypes.requireDefined(name(), fn(), x);
    boolean weak = x.weak() && y.weak();
    return List.of(
        fn().isPredicate()
            ? TensorType.of(DType.BOOL, x.shape())
            : new TensorType(x.dtype(), x.shape(), weak));
  }

  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Tensor x = axis.materialize(in.get(0));
    Tensor y = axis.materialize(in.get(1));
    return List.of(Batched.mapped(Trace.bind(this, x, y)));
  }
}
