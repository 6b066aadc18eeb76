package dev.covector.op;

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
 * Windows of the first operand {@code [B..., D...]} at the places that the second, integers {@code
 * [B..., N..., K]}, names: {@code [B..., N..., W...]}. A window that would reach over an edge is
 * moved inside.
 *
 * @param batchAxes how many leading axes B both operands share
 * @param indexed the K axes of the operand that the last axis of the indices gives the start of
 * @param sizes the size of a window, one per axis of D
 * @param collapsed axes of the operand where the window has size 1, left out of W
 */
public record Gather(
    int batchAxes, List<Integer> indexed, List<Integer> sizes, List<Integer> collapsed)
    implements Indexing {
  /** Copies the lists. */
  public Gather {
    indexed = List.copyOf(indexed);
    sizes = List.copyOf(sizes);
    collapsed = List.copyOf(collapsed);
  }

  /** The elements of x at positions along one axis; the other axes of both agree. */
  public static Tensor alongAxis(Tensor x, Tensor positions, int axis) {
    if (x.size() == 0 && positions.size() == 0) {
      return Lax.full(positions.shape(), 0, x.dtype());
    }
    int last = x.rank() - 1;
    Tensor operand = Lax.moveAxis(x, axis, last);
    Tensor indices = Lax.moveAxis(positions, axis, last);
    indices = Lax.reshape(indices, indices.shape().insert(last + 1, 1));
    Gather gather = new Gather(last, List.of(last), List.of(1), List.of(last));
    return Lax.moveAxis(Trace.bind(gather, operand, indices), last, axis);
  }

  /** The number of axes N of the indices. */
  private int placeAxes(TensorType indices) {
    return indices.shape().rank() - 1 - batchAxes;
  }

  /** The axes of the operand that are W, in order. */
  static List<Integer> windowAxes(int rank, int batchAxes, List<Integer> collapsed) {
    return IntStream.range(batchAxes, rank).filter(a -> !collapsed.contains(a)).boxed().toList();
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.get(0);
    TensorType indices = in.get(1);
    Indexing.requireIndices(name(), indices);
    int rank = x.shape().rank();
    boolean fits =
        sizes.size() == rank - batchAxes
            && placeAxes(indices) >= 0
            && indices.shape().dim(-1) == indexed.size();
    for (int axis = 0; fits && axis < batchAxes; axis++) {
      fits = x.shape().dim(axis) == indices.shape().dim(axis);
    }
    for (int axis = batchAxes; fits && axis < rank; axis++) {
      int size = sizes.get(axis - batchAxes);
      fits = size >= 0 && size <= x.shape().dim(axis) && (size == 1 || !collapsed.contains(axis));
    }
    if (!fits) {
      throw new ShapeException(
          "gather: operand "
              + x
              + ", indices "
              + indices
              + ", "
              + batchAxes
              + " shared leading axes, indexed axes "
              + indexed
              + ", window sizes "
              + sizes
              + ", collapsed axes "
              + collapsed
              + "; shared axes must agree, the last axis of the indices has one entry per indexed"
              + " axis, windows must fit the operand, collapsed axes have window size 1");
    }
    List<Integer> out = new ArrayList<>();
    for (int axis = 0; axis < indices.shape().rank() - 1; axis++) {
      out.add(indices.shape().dim(axis));
    }
    for (int axis : windowAxes(rank, batchAxes, collapsed)) {
      out.add(sizes.get(axis - batchAxes));
    }
    return List.of(x.withShape(Shape.of(out.stream().mapToInt(Integer::intValue).toArray())));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor indices = in.get(1).primal();
    Tensor t = in.get(0).tangentOrNull();
    return Indexing.dual(
        Trace.bind(this, in.get(0).primal(), indices),
        t == null ? null : Trace.bind(this, t, indices));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Scatter scatter = new Scatter(batchAxes, indexed, collapsed, Combine.ADD, Bounds.CLIP, false);
    Tensor zeros = Zeros.like(in.get(0).type());
    return Indexing.cotangents(
        2, Trace.bind(scatter, zeros, in.get(1).known(), cotangents.getFirst()));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Tensor x = in.get(0).value();
    Tensor indices = in.get(1).value();
    if (!in.get(1).mapped()) {
      return List.of(Batched.mapped(throughWindows(axis, x, indices)));
    }
    if (!in.get(0).mapped()) {
      Tensor out = Trace.bind(this, x, Lax.moveAxis(indices, 0, batchAxes));
      return List.of(Batched.mapped(Lax.moveAxis(out, batchAxes, 0)));
    }
    Gather mapped =
        new Gather(batchAxes + 1, Indexing.behind(indexed), sizes, Indexing.behind(collapsed));
    return List.of(Batched.mapped(Trace.bind(mapped, x, indices)));
  }

  /** Indices that all examples share: the examples are one more axis of each window. */
  private Tensor throughWindows(BatchAxis axis, Tensor x, Tensor indices) {
    Gather mapped =
        new Gather(
            batchAxes,
            Indexing.behind(indexed),
            Movement.prepend(axis.size(), sizes),
            Indexing.behind(collapsed));
    Tensor out = Trace.bind(mapped, Lax.moveAxis(x, 0, batchAxes), indices);
    return Lax.moveAxis(out, indices.rank() - 1, 0);
  }

  /** A gather of what a scatter with these parameters writes. */
  static Gather of(
      int batchAxes, List<Integer> indexed, List<Integer> collapsed, Tensor x, Shape updates) {
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(x.rank() - batchAxes, 1));
    List<Integer> windows = windowAxes(x.rank(), batchAxes, collapsed);
    for (int i = 0; i < windows.size(); i++) {
      sizes.set(windows.get(i) - batchAxes, updates.dim(updates.rank() - windows.size() + i));
    }
    return new Gather(batchAxes, indexed, sizes, collapsed);
  }
}
