package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * A stable sort along an axis by the first operands; the others move along. NaNs are larger than
 * all numbers; -0 equals 0.
 *
 * @param axis from 0
 * @param keys how many operands are compared, one after the other
 * @param descending whether the largest comes first; equal elements keep their order
 * @param count how many of the sorted elements are wanted; {@link #ALL} for all
 */
public record SortOp(int axis, int keys, boolean descending, int count) implements Op {
  /** As a count: the result is as long as the operands. */
  public static final int ALL = -1;

  /** An ascending sort. */
  public SortOp(int axis, int keys) {
    this(axis, keys, false, ALL);
  }

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
    if (count == ALL) {
      return in;
    }
    int[] sizes = in.getFirst().shape().toArray();
    if (count < 0 || count > sizes[axis]) {
      throw new ShapeException(
          "sort: " + count + " elements of axis " + axis + " of " + in + "; there are fewer");
    }
    sizes[axis] = count;
    return in.stream().map(x -> x.withShape(Shape.of(sizes))).toList();
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
    return Trace.bind(new SortOp(axis + 1, keys, descending, count), operands).stream()
        .map(Batched::mapped)
        .toList();
  }
}
