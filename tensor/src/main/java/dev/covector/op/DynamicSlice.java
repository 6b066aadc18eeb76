package dev.covector.op;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A window of the first operand; the others are its starts, one integer scalar per axis. A window
 * that would reach over an edge is moved inside.
 *
 * @param sizes the size of the window, one per axis
 */
public record DynamicSlice(List<Integer> sizes) implements Indexing {
  /** Copies the list. */
  public DynamicSlice {
    sizes = List.copyOf(sizes);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    Indexing.requireScalars(name(), in, 1);
    boolean fits = sizes.size() == x.shape().rank();
    for (int i = 0; fits && i < sizes.size(); i++) {
      fits = sizes.get(i) >= 0 && sizes.get(i) <= x.shape().dim(i);
    }
    if (!fits) {
      throw new ShapeException(
          "dynamic_slice: window sizes "
              + sizes
              + " do not fit "
              + x
              + "; there must be one per axis, at most the axis size");
    }
    return List.of(x.withShape(Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray())));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Tensor> starts = in.subList(1, in.size()).stream().map(Dual::primal).toList();
    Tensor t = in.getFirst().tangentOrNull();
    return Indexing.dual(
        Indexing.bind(this, List.of(in.getFirst().primal()), starts),
        t == null ? null : Indexing.bind(this, List.of(t), starts));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    List<Tensor> first = List.of(Zeros.like(in.getFirst().type()), cotangents.getFirst());
    List<Tensor> starts = in.subList(1, in.size()).stream().map(Operand::known).toList();
    return Indexing.cotangents(in.size(), Indexing.bind(new DynamicUpdateSlice(), first, starts));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Batched x = in.getFirst();
    List<Batched> starts = in.subList(1, in.size());
    if (starts.stream().noneMatch(Batched::mapped)) {
      List<Tensor> all = new ArrayList<>();
      all.add(Lax.full(Shape.SCALAR, 0, DType.I32));
      starts.forEach(start -> all.add(start.value()));
      DynamicSlice mapped = new DynamicSlice(Movement.prepend(axis.size(), sizes));
      return List.of(Batched.mapped(Indexing.bind(mapped, List.of(x.value()), all)));
    }
    int batchAxes = x.mapped() ? 1 : 0;
    List<Integer> axes = IntStream.range(batchAxes, sizes.size() + batchAxes).boxed().toList();
    Gather gather = new Gather(batchAxes, axes, sizes, Collections.emptyList());
    return List.of(
        Batched.mapped(Trace.bind(gather, x.value(), Indexing.stackStarts(axis, starts))));
  }
}
