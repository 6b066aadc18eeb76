package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * A stable ascending sort along an axis by the first operands; the others move along. NaNs come
 * last; -0 equals 0.
 *
 * @param axis from 0
 * @param keys how many operands are compared, one after the other
 */
public record SortOp(int axis, int keys) implements Op {
  @Override
  public String name() {
    return "sort";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    for (TensorType x : in) {
      if (!x.shape().equals(in.getFirst().shape())) {
        throw new ShapeException("sort: operands are " + in + "; the shapes must be equal");
      }
      if (x.dtype().isKey() || x.dtype().isComplex()) {
        throw new DTypeException("sort: not defined for " + x);
      }
    }
    in.getFirst().shape().axis(axis, "sort");
    if (keys < 1 || keys > in.size()) {
      throw new ShapeException(
          "sort: " + keys + " keys of " + in.size() + " operands; there must be at least one");
    }
    return in;
  }

  /** Tangents follow the permutation of their values. */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Tensor> operands = new ArrayList<>(in.stream().map(Dual::primal).toList());
    if (in.stream().noneMatch(Dual::moves)) {
      return Trace.bind(this, operands).stream().map(Dual::constant).toList();
    }
    operands.add(Lax.broadcastedIota(DType.I32, operands.getFirst().shape(), axis));
    List<Tensor> out = Trace.bind(this, operands);
    List<Dual> duals = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      Tensor t = in.get(i).tangentOrNull();
      duals.add(new Dual(out.get(i), t == null ? null : Gather.alongAxis(t, out.getLast(), axis)));
    }
    return duals;
  }

  @Override
  public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
    List<Tensor> operands = in.stream().map(batchAxis::materialize).toList();
    return Trace.bind(new SortOp(axis + 1, keys), operands).stream().map(Batched::mapped).toList();
  }
}
