package dev.covector.op;

import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tensors one after the other along an axis.
 *
 * @param axis from 0
 */
public record Concatenate(int axis) implements Movement {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    if (in.isEmpty()) {
      throw new ShapeException("concatenate: there must be at least one tensor");
    }
    TensorType first = in.getFirst();
    first.shape().axis(axis, "concatenate");
    int size = 0;
    boolean weak = true;
    for (TensorType x : in) {
      if (x.dtype() != first.dtype()) {
        throw new DTypeException(
            "concatenate: operands are " + in + "; the dtypes must be equal here");
      }
      if (x.shape().rank() != first.shape().rank()
          || !x.shape().with(axis, 0).equals(first.shape().with(axis, 0))) {
        throw new ShapeException(
            "concatenate: operands are " + in + "; the shapes may differ only on axis " + axis);
      }
      size += x.shape().dim(axis);
      weak &= x.weak();
    }
    return List.of(new TensorType(first.dtype(), first.shape().with(axis, size), weak));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor out = Trace.bind(this, in.stream().map(Dual::primal).toArray(Tensor[]::new));
    if (in.stream().noneMatch(Dual::moves)) {
      return List.of(Dual.constant(out));
    }
    return List.of(
        new Dual(
            out, Trace.bind(this, in.stream().map(Dual::tangentOrZeros).toArray(Tensor[]::new))));
  }

  @Override
  public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
    Tensor[] values = in.stream().map(batchAxis::materialize).toArray(Tensor[]::new);
    return List.of(Batched.mapped(Trace.bind(new Concatenate(axis + 1), values)));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    List<@Nullable Tensor> result = new ArrayList<>();
    int start = 0;
    for (Operand operand : in) {
      int size = operand.type().shape().dim(axis);
      result.add(
          operand.isLinear()
              ? Lax.sliceInDim(cotangents.getFirst(), start, start + size, axis)
              : null);
      start += size;
    }
    return result;
  }
}
