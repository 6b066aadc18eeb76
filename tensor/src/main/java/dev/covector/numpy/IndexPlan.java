package dev.covector.numpy;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Index;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TracerException;
import dev.covector.trace.HostValues;
import java.util.ArrayList;
import java.util.List;

/**
 * An index expression resolved against a shape: what happens to each axis of the operand, and where
 * its elements are in the result.
 *
 * @param axes one per axis of the operand
 * @param results what each axis of the result is, in order
 * @param picked the shape that the index tensors broadcast to
 */
record IndexPlan(List<Axis> axes, List<Result> results, Shape picked) {
  /** What happens to an axis of the operand. */
  sealed interface Axis {
    /** One element, known now. */
    record Fixed(int position) implements Axis {}

    /** A contiguous part. */
    record Window(int start, int size) implements Axis {}

    /** Every step-th element. */
    record Strided(int start, int step, int size) implements Axis {}

    /** Elements by the index tensor of a number. */
    record Picked(int tensor) implements Axis {}
  }

  /** What an axis of the result is. */
  sealed interface Result {
    /** An axis of the operand, windowed or strided. */
    record Kept(int axis) implements Result {}

    /** An axis of what the index tensors broadcast to. */
    record Place(int axis) implements Result {}

    /** New, of size 1. */
    record Added() implements Result {}
  }

  /** A plan and its index tensors. */
  record Resolved(IndexPlan plan, List<Tensor> indices) {}

  /** Copies the lists. */
  IndexPlan {
    axes = List.copyOf(axes);
    results = List.copyOf(results);
  }

  /** Resolves an index expression. */
  static Resolved of(String op, TensorType x, List<Index> items) {
    return new Resolver(op, x).resolve(items);
  }

  /** The shape of the result. */
  Shape shape() {
    return Shape.of(
        results.stream()
            .mapToInt(
                result ->
                    switch (result) {
                      case Result.Kept kept -> size(kept.axis());
                      case Result.Place place -> picked.dim(place.axis());
                      case Result.Added a -> 1;
                    })
            .toArray());
  }

  /** How many elements of an axis are taken. */
  int size(int axis) {
    return switch (axes.get(axis)) {
      case Axis.Window w -> w.size();
      case Axis.Strided s -> s.size();
      case Axis.Fixed f -> 1;
      case Axis.Picked p -> 1;
    };
  }

  private static final class Resolver {
    private final String op;
    private final TensorType x;
    private final List<Axis> axes = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Tensor> indices = new ArrayList<>();
    private int firstPlace = -1;
    private boolean isSplit;
    private boolean lastWasPicked;

    Resolver(String op, TensorType x) {
      this.op = op;
      this.x = x;
    }

    Resolved resolve(List<Index> items) {
      List<Index> plain = withMasksAsPositions(items);
      boolean advanced = plain.stream().anyMatch(i -> i instanceof Index.Picked);
      int named = (int) plain.stream().filter(Resolver::namesAxis).count();
      if (named > x.shape().rank()) {
        throw new ShapeException(
            op + ": " + named + " axes are indexed, but " + x + " has " + x.shape().rank());
      }
      if (plain.stream().filter(i -> i instanceof Index.Ellipsis).count() > 1) {
        throw new ShapeException(op + ": there may be only one Index.ELLIPSIS");
      }
      if (plain.stream().noneMatch(i -> i instanceof Index.Ellipsis)) {
        plain.add(Index.ELLIPSIS);
      }
      for (Index item : plain) {
        switch (item) {
          case Index.At at -> at(at.position(), advanced);
          case Index.Range range -> range(range);
          case Index.Ellipsis e -> {
            for (int i = x.shape().rank() - named; i > 0; i--) {
              range((Index.Range) Index.ALL);
            }
          }
          case Index.NewAxis n -> {
            results.add(new Result.Added());
            lastWasPicked = false;
          }
          case Index.Picked p -> pick(p.indices());
        }
      }
      Shape shape = Shape.SCALAR;
      for (Tensor index : indices) {
        shape = Shape.broadcast(op, shape, index.shape());
      }
      for (int i = shape.rank() - 1; i >= 0; i--) {
        results.add(isSplit ? 0 : Math.max(firstPlace, 0), new Result.Place(i));
      }
      return new Resolved(new IndexPlan(axes, results, shape), indices);
    }

    private static boolean namesAxis(Index item) {
      return switch (item) {
        case Index.At a -> true;
        case Index.Range r -> true;
        case Index.Picked p -> true;
        case Index.Ellipsis e -> false;
        case Index.NewAxis n -> false;
      };
    }

    private int dim() {
      return x.shape().dim(axes.size());
    }

    private void at(int position, boolean advanced) {
      int size = dim();
      int wrapped = position < 0 ? position + size : position;
      boolean outside = wrapped < 0 || wrapped >= size;
      if (advanced || outside) {
        pick(Tensor.of(position, DType.I32));
      } else {
        axes.add(new Axis.Fixed(wrapped));
      }
    }

    private void pickedHere() {
      if (firstPlace < 0) {
        firstPlace = results.size();
      } else if (!lastWasPicked) {
        isSplit = true;
      }
      lastWasPicked = true;
    }

    private void pick(Tensor index) {
      if (!index.dtype().isInteger()) {
        throw new DTypeException(
            op
                + ": "
                + x
                + " is indexed by "
                + index.type()
                + "; indices must be integers or bools");
      }
      if (Defaults.current().checkIndices() && HostValues.isKnown(index)) {
        for (long i : index.toLongArray()) {
          if (i >= dim() || i < -dim()) {
            throw new CovectorException(
                op
                    + ": index "
                    + i
                    + " is out of range for axis "
                    + axes.size()
                    + " of "
                    + x
                    + ", which has size "
                    + dim());
          }
        }
      }
      pickedHere();
      indices.add(index);
      axes.add(new Axis.Picked(indices.size() - 1));
    }

    private void range(Index.Range range) {
      int size = dim();
      int step = range.step();
      Integer from = range.start();
      Integer to = range.stop();
      int lowest = step > 0 ? 0 : -1;
      int highest = step > 0 ? size : size - 1;
      int start = from == null ? (step > 0 ? 0 : size - 1) : clip(from, size, lowest, highest);
      int stop = to == null ? (step > 0 ? size : -1) : clip(to, size, lowest, highest);
      int count = Math.max(0, Math.ceilDiv(stop - start, step));
      results.add(new Result.Kept(axes.size()));
      axes.add(
          step == 1
              ? new Axis.Window(count == 0 ? 0 : start, count)
              : new Axis.Strided(start, step, count));
      lastWasPicked = false;
    }

    private static int clip(int position, int size, int lowest, int highest) {
      int wrapped = position < 0 ? position + size : position;
      return Math.clamp(wrapped, lowest, highest);
    }

    /** Masks of bools become the positions where they are true, one tensor per axis. */
    private List<Index> withMasksAsPositions(List<Index> items) {
      int unnamed = x.shape().rank() - items.stream().mapToInt(Resolver::axesOf).sum();
      int axis = 0;
      List<Index> result = new ArrayList<>();
      for (Index item : items) {
        if (isMask(item) && item instanceof Index.Picked p) {
          positions(p.indices(), axis).forEach(t -> result.add(new Index.Picked(t)));
        } else {
          result.add(item);
        }
        axis += item instanceof Index.Ellipsis ? Math.max(unnamed, 0) : axesOf(item);
      }
      return result;
    }

    private static boolean isMask(Index item) {
      return item instanceof Index.Picked p && p.indices().dtype() == DType.BOOL;
    }

    /** How many axes an item other than an ellipsis stands for: a mask for as many as it has. */
    private static int axesOf(Index item) {
      return isMask(item) ? ((Index.Picked) item).indices().rank() : namesAxis(item) ? 1 : 0;
    }

    private List<Tensor> positions(Tensor mask, int axis) {
      if (!HostValues.isKnown(mask)) {
        throw new TracerException(
            op
                + ": a mask "
                + mask.type()
                + " that is traced has an unknown number of elements;"
                + " use Numpy.where, or Numpy.nonzero with a size");
      }
      if (mask.rank() == 0 || mask.rank() > x.shape().rank()) {
        throw new ShapeException(op + ": a mask " + mask.type() + " does not fit " + x);
      }
      for (int i = 0; i < mask.rank() && axis + i < x.shape().rank(); i++) {
        if (mask.shape().dim(i) != x.shape().dim(axis + i)) {
          throw new ShapeException(
              op
                  + ": axis "
                  + i
                  + " of the mask "
                  + mask.type()
                  + " has size "
                  + mask.shape().dim(i)
                  + ", but axis "
                  + (axis + i)
                  + " of "
                  + x
                  + " has size "
                  + x.shape().dim(axis + i)
                  + "; a mask has the sizes of the axes it chooses from");
        }
      }
      return Positions.where(mask.toBooleanArray(), mask.shape());
    }
  }
}
