package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;

/** Operations without operands. */
public sealed interface Creation extends Op {

  /**
   * The index along an axis.
   *
   * @param dtype an integer or floating dtype
   * @param axis from 0
   */
  record Iota(DType dtype, Shape shape, int axis) implements Creation {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      shape.axis(axis, "iota");
      if (!dtype.isInteger() && !dtype.isFloating()) {
        throw new DTypeException("iota: " + dtype + " cannot count; use an integer or float dtype");
      }
      return List.of(TensorType.of(dtype, shape));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return List.of(Dual.constant(Trace.bind(this)));
    }

    @Override
    public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
      return List.of(Batched.shared(Trace.bind(this)));
    }
  }
}
