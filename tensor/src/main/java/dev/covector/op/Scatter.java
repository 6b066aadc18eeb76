package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.kernel.DynamicIndex.Bounds;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The first operand {@code [B..., D...]} with windows of the third, {@code [B..., N..., W...]},
 * combined into it at the places that the second, integers {@code [B..., N..., K]}, names. Windows
 * are combined in row-major order of N: with SET the last one wins.
 *
 * @param batchAxes how many leading axes B all operands share
 * @param indexed the K axes of the operand that the last axis of the indices gives the start of
 * @param collapsed axes of the operand that windows have no axis for: they have size 1 there
 * @param combine how an update meets the old value
 * @param bounds whether a window that reaches over an edge is dropped or moved inside
 * @param unique whether the caller promises that windows do not overlap
 */
public record Scatter(
    int batchAxes,
    List<Integer> indexed,
    List<Integer> collapsed,
    Combine combine,
    Bounds bounds,
    boolean unique)
    implements Indexing {
  /** Copies the lists. */
  public Scatter {
    indexed = List.copyOf(indexed);
    collapsed = List.copyOf(collapsed);
  }

  @Override
  public String name() {
    return combine == Combine.SET ? "scatter" : "scatter_" + combine.name().toLowerCase();
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.get(0);
    TensorType indices = in.get(1);
    TensorType updates = in.get(2);
    Indexing.requireIndices(name(), indices);
    if (x.dtype() != updates.dtype()) {
      throw new DTypeException(
          name() + ": operand " + x + " and updates " + updates + " must have one dtype");
    }
    List<Integer> windows = Gather.windowAxes(x.shape().rank(), batchAxes, collapsed);
    int places = indices.shape().rank() - 1;
    boolean fits =
        places >= batchAxes
            && indices.shape().dim(-1) == indexed.size()
            && updates.shape().rank() == places + windows.size();
    for (int axis = 0; fits && axis < places; axis++) {
      fits =
          updates.shape().dim(axis) == indices.shape().dim(axis)
              && (axis >= batchAxes || x.shape().dim(axis) == indices.shape().dim(axis));
    }
    for (int i = 0; fits && i < windows.size(); i++) {
      fits = updates.shape().dim(places + i) <= x.shape().dim(windows.get(i));
    }
    if (!fits) {
      throw new ShapeException(
          name()
              + ": operand "
              + x
              + ", indices "
              + indices
              + ", updates "
              + updates
              + ", "
              + batchAxes
              + " shared leading axes, indexed axes "
              + indexed
              + ", collapsed axes "
              + collapsed
              + "; the updates have the axes of the indices but the last, then the window's, which"
              + " must fit the operand");
    }
    return List.of(new TensorType(x.dtype(), x.shape(), x.weak()));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor x = in.get(0).primal();
    Tensor indices = in.get(1).primal();
    Tensor updates = in.get(2).primal();
    Tensor out = Trace.bind(this, x, indices, updates);
    Dual operand = in.get(0);
    Dual update = in.get(2);
    if (!operand.moves() && !update.moves()) {
      return List.of(Dual.constant(out));
    }
    Tensor tangent =
        switch (combine) {
          case SET, ADD ->
              Trace.bind(this, operand.tangentOrZeros(), indices, update.tangentOrZeros());
          case MUL -> productTangent(in);
          case MIN, MAX -> ScatterExtremum.tangent(this, in, out);
        };
    return Indexing.dual(out, tangent);
  }

  private Tensor productTangent(List<Dual> in) {
    Tensor x = in.get(0).primal();
    Tensor indices = in.get(1).primal();
    Tensor t = in.get(0).tangentOrNull();
    Tensor u = in.get(2).tangentOrNull();
    if (u != null && !unique) {
      throw new TransformException(
          "scatter_mul: the updates "
              + u.type()
              + " have a derivative only where no place is multiplied twice; promise it with"
              + " uniqueIndices");
    }
    Tensor first = t == null ? null : Trace.bind(this, t, indices, in.get(2).primal());
    Tensor second =
        u == null
            ? null
            : Lax.mul(x, Trace.bind(with(Combine.ADD), Zeros.like(x.type()), indices, u));
    Tensor sum = Cotangents.sum(first, second);
    return sum == null ? Zeros.like(x.type()) : sum;
  }

  /** The same places with another combination. */
  Scatter with(Combine other) {
    return new Scatter(batchAxes, indexed, collapsed, other, bounds, unique);
  }

  /** The gather of the places this writes. */
  Gather inverse(Tensor x, Shape updates) {
    return Gather.of(batchAxes, indexed, collapsed, x, updates);
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor ct = cotangents.getFirst();
    Tensor indices = in.get(1).known();
    TensorType updates = in.get(2).type();
    Tensor operand = null;
    if (in.get(0).isLinear()) {
      operand =
          switch (combine) {
            case SET -> Trace.bind(this, ct, indices, Zeros.like(updates));
            case ADD -> ct;
            case MUL -> Trace.bind(this, ct, indices, in.get(2).known());
            case MIN, MAX -> throw new IllegalStateException(name() + " is not linear");
          };
    }
    Tensor update = null;
    if (in.get(2).isLinear()) {
      Tensor read = Trace.bind(inverse(ct, updates.shape()), ct, indices);
      update = Lax.select(isWritten(ct, indices, updates), read, Zeros.like(read.type()));
    }
    return Arrays.asList(operand, null, update);
  }

  /** Which elements of the updates are in the result: neither dropped nor overwritten. */
  private Tensor isWritten(Tensor x, Tensor indices, TensorType updates) {
    if (combine == Combine.SET && !unique) {
      Shape shape = updates.shape();
      int windows = shape.rank() - (indices.rank() - 1);
      int[] places = IntStream.range(0, indices.rank() - 1).toArray();
      Shape count = Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - windows));
      Tensor numbers = Lax.reshape(Lax.iota(DType.I32, (int) count.size()), count);
      Tensor ids = Lax.broadcastInDim(numbers, shape, places);
      Tensor none = Lax.full(x.shape(), -1, DType.I32);
      Tensor winners = Trace.bind(this, none, indices, ids);
      return Lax.eq(Trace.bind(inverse(x, shape), winners, indices), ids);
    }
    return isInside(x.shape(), indices, updates.shape());
  }

  /** Which elements of the updates belong to windows inside the operand. */
  private Tensor isInside(Shape x, Tensor indices, Shape updates) {
    TensorType bool = TensorType.of(DType.BOOL, updates);
    if (bounds == Bounds.CLIP || indexed.isEmpty()) {
      return Zeros.filled(bool, 1);
    }
    List<Integer> windows = Gather.windowAxes(x.rank(), batchAxes, collapsed);
    List<Tensor> limits = new ArrayList<>();
    for (int axis : indexed) {
      int at = windows.indexOf(axis);
      int size = at < 0 ? 1 : updates.dim(indices.rank() - 1 + at);
      limits.add(Lax.full(Shape.of(1), x.dim(axis) - size, indices.dtype()));
    }
    Tensor limit = Lax.concatenate(limits, 0);
    Tensor spread = Lax.broadcastInDim(limit, indices.shape(), indices.rank() - 1);
    Tensor inside =
        Lax.bitwiseAnd(Lax.ge(indices, Lax.fullLike(indices, 0)), Lax.le(indices, spread));
    Tensor all =
        Trace.bind(new Reduction.ReduceBits(ScalarFn.AND, List.of(indices.rank() - 1)), inside);
    return Lax.broadcastInDim(all, updates, IntStream.range(0, all.rank()).toArray());
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Tensor x = axis.materialize(in.get(0));
    Tensor updates = axis.materialize(in.get(2));
    if (in.get(1).mapped()) {
      Scatter mapped =
          new Scatter(
              batchAxes + 1,
              Indexing.behind(indexed),
              Indexing.behind(collapsed),
              combine,
              bounds,
              unique);
      return List.of(Batched.mapped(Trace.bind(mapped, x, in.get(1).value(), updates)));
    }
    Tensor indices = in.get(1).value();
    Scatter mapped =
        new Scatter(
            batchAxes,
            Indexing.behind(indexed),
            Indexing.behind(collapsed),
            combine,
            bounds,
            unique);
    Tensor out =
        Trace.bind(
            mapped,
            Lax.moveAxis(x, 0, batchAxes),
            indices,
            Lax.moveAxis(updates, 0, indices.rank() - 1));
    return List.of(Batched.mapped(Lax.moveAxis(out, batchAxes, 0)));
  }
}
