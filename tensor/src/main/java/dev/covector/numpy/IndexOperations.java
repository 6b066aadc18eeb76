package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Index;
import dev.covector.IndexMode;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.lax.Lax;
import dev.covector.lax.WindowDimensions;
import dev.covector.op.Zeros;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Reads and updates through index expressions, as gathers, slices and scatters. */
public final class IndexOperations {
  private IndexOperations() {}

  /** The indexed part of x; see {@link Tensor#get}. */
  public static Tensor get(Tensor x, List<Index> items, IndexMode mode, Number fill) {
    IndexPlan.Resolved resolved = IndexPlan.of("get", x.type(), items);
    IndexPlan plan = resolved.plan();
    return Library.inline(
        "get",
        List.of(plan, mode, fill),
        in -> read(in.getFirst(), plan, in.subList(1, in.size()), mode, fill),
        operands(x, resolved.indices()));
  }

  /** x with updates combined into its indexed part; see {@link Tensor#at}. */
  public static Tensor update(
      String op,
      Tensor x,
      List<Index> items,
      Tensor updates,
      Combine combine,
      IndexMode mode,
      boolean unique) {
    IndexPlan.Resolved resolved = IndexPlan.of(op, x.type(), items);
    IndexPlan plan = resolved.plan();
    List<Tensor> in = new ArrayList<>(List.of(updates));
    in.addAll(resolved.indices());
    return Library.inline(
        op,
        List.of(plan, combine, mode, unique),
        all -> {
          // as in JAX an i32 tensor takes float updates in f32, and is truncated afterwards
          List<Tensor> promoted = Promotion.promote(op, all.subList(0, 2));
          Tensor out =
              new Places(promoted.get(0), plan, all.subList(2, all.size()))
                  .write(op, promoted.get(1), combine, mode, unique);
          return Promotion.to(out, all.getFirst().dtype(), all.getFirst().type().weak());
        },
        operands(x, in));
  }

  /** What JAX fills with: NaN, the least signed, the largest unsigned integer, true. */
  public static Number fill(DType dtype) {
    return switch (dtype.kind()) {
      case FLOAT, COMPLEX -> Double.NaN;
      case SIGNED -> -1L << dtype.bits() - 1;
      case UNSIGNED -> -1L;
      case BOOL -> 1;
      case KEY -> 0;
    };
  }

  private static Tensor[] operands(Tensor x, List<Tensor> rest) {
    List<Tensor> all = new ArrayList<>(List.of(x));
    all.addAll(rest);
    return all.toArray(Tensor[]::new);
  }

  private static Tensor read(
      Tensor x, IndexPlan plan, List<Tensor> indices, IndexMode mode, Number fill) {
    if (indices.isEmpty()) {
      return Lax.reshape(sliced(x, plan), plan.shape());
    }
    return new Places(x, plan, indices).read(mode, fill);
  }

  /** Ranges alone: slices, turned round where the step is negative. */
  private static Tensor sliced(Tensor x, IndexPlan plan) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    List<Integer> reversed = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      switch (plan.axes().get(axis)) {
        case IndexPlan.Axis.Window w -> {
          starts.add(w.start());
          limits.add(w.start() + w.size());
          strides.add(1);
        }
        case IndexPlan.Axis.Strided s -> {
          int last = s.start() + (s.size() - 1) * s.step();
          starts.add(s.size() == 0 ? 0 : Math.min(s.start(), last));
          limits.add(s.size() == 0 ? 0 : Math.max(s.start(), last) + 1);
          strides.add(Math.abs(s.step()));
          if (s.step() < 0) {
            reversed.add(axis);
          }
        }
        case IndexPlan.Axis.Fixed f -> {
          starts.add(f.position());
          limits.add(f.position() + 1);
          strides.add(1);
        }
        case IndexPlan.Axis.Picked p -> throw new IllegalStateException("no index tensors");
      }
    }
    Tensor part = Lax.slice(x, starts, limits, strides);
    return reversed.isEmpty() ? part : Lax.rev(part, reversed);
  }

  /** The places of windows in an operand: those of index tensors, then those of strided ranges. */
  private static final class Places {
    private final Tensor x;
    private final IndexPlan plan;
    private final List<Integer> strided = new ArrayList<>();
    private final List<Integer> windows = new ArrayList<>();
    private final List<Integer> indexed = new ArrayList<>();
    private final List<Integer> collapsed = new ArrayList<>();
    private final int[] sizes;
    private final Shape shape;
    private final Tensor starts;
    private final List<Tensor> picked = new ArrayList<>();

    Places(Tensor x, IndexPlan plan, List<Tensor> indices) {
      this.x = x;
      this.plan = plan;
      this.sizes = new int[x.rank()];
      for (int axis = 0; axis < x.rank(); axis++) {
        if (plan.axes().get(axis) instanceof IndexPlan.Axis.Strided) {
          strided.add(axis);
        }
      }
      this.shape = placeShape();
      List<Tensor> columns = new ArrayList<>();
      for (int axis = 0; axis < x.rank(); axis++) {
        column(axis, indices, columns);
      }
      this.starts =
          columns.isEmpty()
              ? Lax.full(shape.insert(shape.rank(), 0), 0, DType.I32)
              : Lax.concatenate(columns, shape.rank());
    }

    private Shape placeShape() {
      int rank = plan.picked().rank();
      int[] all = Arrays.copyOf(plan.picked().toArray(), rank + strided.size());
      for (int i = 0; i < strided.size(); i++) {
        all[rank + i] = plan.size(strided.get(i));
      }
      return Shape.of(all);
    }

    private void column(int axis, List<Tensor> indices, List<Tensor> columns) {
      int length = x.shape().dim(axis);
      switch (plan.axes().get(axis)) {
        case IndexPlan.Axis.Window w -> {
          sizes[axis] = w.size();
          windows.add(axis);
          if (w.size() != length) {
            indexed.add(axis);
            columns.add(spread(Lax.full(Shape.SCALAR, w.start(), DType.I32)));
          }
        }
        case IndexPlan.Axis.Fixed f -> {
          sizes[axis] = 1;
          collapsed.add(axis);
          indexed.add(axis);
          columns.add(spread(Lax.full(Shape.SCALAR, f.position(), DType.I32)));
        }
        case IndexPlan.Axis.Strided s -> {
          sizes[axis] = 1;
          collapsed.add(axis);
          indexed.add(axis);
          Tensor steps = Lax.iota(DType.I32, s.size());
          Tensor at =
              Lax.add(
                  Lax.mul(steps, Lax.fullLike(steps, s.step())), Lax.fullLike(steps, s.start()));
          int place = plan.picked().rank() + strided.indexOf(axis);
          columns.add(last(Lax.broadcastInDim(at, shape, place)));
        }
        case IndexPlan.Axis.Picked p -> {
          sizes[axis] = 1;
          collapsed.add(axis);
          indexed.add(axis);
          Tensor index = indices.get(p.tensor());
          boolean wide = index.dtype().bits() > 32 || index.dtype() == DType.U32;
          Tensor common = Lax.convert(index, wide ? DType.I64 : DType.I32);
          Tensor wrapped = index.dtype().isUnsigned() ? common : Lax.wrapNegative(common, length);
          Tensor narrow =
              wide
                  ? Lax.convert(
                      Lax.clamp(Lax.fullLike(wrapped, -1), wrapped, Lax.fullLike(wrapped, length)),
                      DType.I32)
                  : wrapped;
          picked.add(inside(narrow, length));
          columns.add(spread(narrow));
        }
      }
    }

    private static Tensor inside(Tensor index, int length) {
      return Lax.bitwiseAnd(
          Lax.ge(index, Lax.fullLike(index, 0)), Lax.lt(index, Lax.fullLike(index, length)));
    }

    private Tensor spread(Tensor index) {
      Tensor broadcast = Promotion.stretch(index, plan.picked());
      int[] axes = IntStream.range(0, plan.picked().rank()).toArray();
      return last(
          shape.equals(plan.picked()) ? broadcast : Lax.broadcastInDim(broadcast, shape, axes));
    }

    private static Tensor last(Tensor column) {
      return Lax.reshape(column, column.shape().insert(column.rank(), 1));
    }

    private WindowDimensions dimensions() {
      return new WindowDimensions(0, indexed, collapsed);
    }

    /** Where each axis of the gather's result is in the result of the index expression. */
    private List<Integer> order() {
      List<Integer> order = new ArrayList<>();
      for (IndexPlan.Result result : plan.results()) {
        switch (result) {
          case IndexPlan.Result.Kept kept -> {
            int place = strided.indexOf(kept.axis());
            order.add(
                place >= 0
                    ? plan.picked().rank() + place
                    : shape.rank() + windows.indexOf(kept.axis()));
          }
          case IndexPlan.Result.Place place -> order.add(place.axis());
          case IndexPlan.Result.Added a -> {}
        }
      }
      return order;
    }

    Tensor read(IndexMode mode, Number fill) {
      Tensor out = Lax.transpose(Lax.gather(x, starts, dimensions(), sizes), order());
      Tensor result = Lax.reshape(out, plan.shape());
      return switch (mode) {
        case CLIP, PROMISE_IN_BOUNDS -> result;
        case FILL, DROP -> {
          Tensor all = inside();
          int[] axes = new int[plan.picked().rank()];
          for (int i = 0; i < plan.results().size(); i++) {
            if (plan.results().get(i) instanceof IndexPlan.Result.Place place) {
              axes[place.axis()] = i;
            }
          }
          Tensor mask = Lax.broadcastInDim(all, plan.shape(), axes);
          yield Lax.select(mask, result, Zeros.filled(result.type(), fill));
        }
      };
    }

    private Tensor inside() {
      TensorType bool = TensorType.of(DType.BOOL, plan.picked());
      Tensor all = Zeros.filled(bool, 1);
      for (Tensor one : picked) {
        all = Lax.bitwiseAnd(all, Promotion.stretch(one, plan.picked()));
      }
      return all;
    }

    Tensor write(String op, Tensor updates, Combine combine, IndexMode mode, boolean unique) {
      if (!Shape.broadcast(op, plan.shape(), updates.shape()).equals(plan.shape())) {
        throw new ShapeException(
            op
                + ": updates "
                + updates.type()
                + " do not broadcast to the indexed part, "
                + plan.shape());
      }
      Tensor full = Promotion.stretch(updates, plan.shape());
      List<Integer> order = order();
      int[] kept = order.stream().mapToInt(a -> outputSize(a)).toArray();
      Tensor packed = Lax.reshape(full, Shape.of(kept));
      List<Integer> inverse = new ArrayList<>(Collections.nCopies(order.size(), 0));
      for (int i = 0; i < order.size(); i++) {
        inverse.set(order.get(i), i);
      }
      return Lax.scatter(
          x, starts, Lax.transpose(packed, inverse), dimensions(), mode, combine, unique);
    }

    private int outputSize(int axis) {
      return axis < shape.rank() ? shape.dim(axis) : sizes[windows.get(axis - shape.rank())];
    }
  }
}
