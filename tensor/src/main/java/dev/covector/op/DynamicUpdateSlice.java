package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.DynamicIndex.Bounds;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The first operand with a window replaced by the second; the others are its starts, one integer
 * scalar per axis. A window that would reach over an edge is moved inside.
 */
public record DynamicUpdateSlice() implements Indexing {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.get(0);
    TensorType update = in.get(1);
    Indexing.requireScalars(name(), in, 2);
    if (x.dtype() != update.dtype()) {
      throw new DTypeException(
          "dynamic_update_slice: operand " + x + " and update " + update + " must have one dtype");
    }
    boolean fits = x.shape().rank() == update.shape().rank();
    for (int i = 0; fits && i < x.shape().rank(); i++) {
      fits = update.shape().dim(i) <= x.shape().dim(i);
    }
    if (!fits) {
      throw new ShapeException(
          "dynamic_update_slice: the update "
              + update
              + " does not fit the operand "
              + x
              + "; it must have the same number of axes, none longer");
    }
    return List.of(x);
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Dual x = in.get(0);
    Dual update = in.get(1);
    List<Tensor> starts = in.subList(2, in.size()).stream().map(Dual::primal).toList();
    Tensor out = Indexing.bind(this, List.of(x.primal(), update.primal()), starts);
    if (!x.moves() && !update.moves()) {
      return List.of(Dual.constant(out));
    }
    return Indexing.dual(
        out, Indexing.bind(this, List.of(x.tangentOrZeros(), update.tangentOrZeros()), starts));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor ct = cotangents.getFirst();
    TensorType update = in.get(1).type();
    List<Tensor> starts = in.subList(2, in.size()).stream().map(Operand::known).toList();
    List<@Nullable Tensor> result =
        Indexing.cotangents(
            in.size(),
            in.get(0).isLinear()
                ? Indexing.bind(this, List.of(ct, Zeros.like(update)), starts)
                : null);
    if (in.get(1).isLinear()) {
      result.set(1, Indexing.bind(new DynamicSlice(Indexing.sizes(update)), List.of(ct), starts));
    }
    return result;
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Tensor x = axis.materialize(in.get(0));
    Tensor update = axis.materialize(in.get(1));
    List<Batched> starts = in.subList(2, in.size());
    if (starts.stream().noneMatch(Batched::mapped)) {
      List<Tensor> all = new ArrayList<>();
      all.add(Lax.full(Shape.SCALAR, 0, DType.I32));
      starts.forEach(start -> all.add(start.value()));
      return List.of(Batched.mapped(Indexing.bind(this, List.of(x, update), all)));
    }
    List<Integer> axes = IntStream.range(1, x.rank()).boxed().toList();
    Scatter scatter = new Scatter(1, axes, Collections.emptyList(), Combine.SET, Bounds.CLIP, true);
    return List.of(
        Batched.mapped(Trace.bind(scatter, x, Indexing.stackStarts(axis, starts), update)));
  }
}
