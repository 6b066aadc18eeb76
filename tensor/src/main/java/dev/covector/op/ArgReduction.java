package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * The position of the largest or smallest element along an axis, which disappears: the first on
 * ties, and the first NaN where there is one. No derivative.
 *
 * @param largest whether it is argmax
 * @param axis from 0
 * @param dtype an integer dtype for the positions
 */
public record ArgReduction(boolean largest, int axis, DType dtype) implements Op {
  @Override
  public String name() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    if (x.dtype().isKey() || x.dtype().isComplex() || !dtype.isInteger()) {
      throw new DTypeException(
          name()
              + ": not defined for "
              + x
              + " with positions in "
              + dtype
              + "; it takes real numbers and gives integers");
    }
    if (x.shape().dim(x.shape().axis(axis, name())) == 0) {
      throw new ShapeException(
          name() + ": axis " + axis + " of " + x + " is empty, so it has no " + name());
    }
    return List.of(TensorType.of(dtype, x.shape().remove(axis)));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    return List.of(Dual.constant(Trace.bind(this, in.getFirst().primal())));
  }

  @Override
  public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
    ArgReduction mapped = new ArgReduction(largest, axis + 1, dtype);
    return List.of(Batched.mapped(Trace.bind(mapped, in.getFirst().value())));
  }
}
