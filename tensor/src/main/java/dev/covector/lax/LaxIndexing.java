package dev.covector.lax;

import dev.covector.DType;
import dev.covector.IndexMode;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.kernel.DynamicIndex.Bounds;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.op.DynamicSlice;
import dev.covector.op.DynamicUpdateSlice;
import dev.covector.op.Gather;
import dev.covector.op.ReducePrecision;
import dev.covector.op.Scatter;
import dev.covector.trace.Trace;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Slices, gathers and scatters at positions known at run time, and changes of the axes. */
public class LaxIndexing extends LaxWindows {
  LaxIndexing() {}

  /**
   * A window of x. A negative start counts from the end; a window that would reach over an edge is
   * moved inside.
   *
   * @param starts one integer scalar per axis
   * @param sizes the size of the window, one per axis
   */
  public static Tensor dynamicSlice(Tensor x, List<Tensor> starts, int... sizes) {
    List<Integer> window = Arrays.stream(sizes).boxed().toList();
    List<Tensor> in = new ArrayList<>(List.of(x));
    in.addAll(starts);
    return Library.inline(
        "dynamic_slice",
        List.of(window),
        all -> Trace.bind(new DynamicSlice(window), wrapped(x.shape(), all, 1)).getFirst(),
        in.toArray(Tensor[]::new));
  }

  /** A window of x; see {@link #dynamicSlice(Tensor, List, int...)}. */
  public static Tensor dynamicSlice(Tensor x, int[] starts, int... sizes) {
    return dynamicSlice(x, scalars(starts), sizes);
  }

  /** A slice of one axis, whose start is known at run time; the other axes whole. */
  public static Tensor dynamicSliceInDim(Tensor x, Tensor start, int size, int axis) {
    int resolved = x.shape().axis(axis, "dynamic_slice_in_dim");
    return dynamicSlice(x, startsAt(x, start, resolved), x.shape().with(resolved, size).toArray());
  }

  /** The element of an axis at an index known at run time; the axis stays with size 1. */
  public static Tensor dynamicIndexInDim(Tensor x, Tensor index, int axis) {
    return dynamicSliceInDim(x, index, 1, axis);
  }

  /** The element of an axis at an index known at run time. */
  public static Tensor dynamicIndexInDim(Tensor x, Tensor index, int axis, boolean keepDims) {
    Tensor element = dynamicSliceInDim(x, index, 1, axis);
    return keepDims ? element : squeeze(element, axis);
  }

  /**
   * x with a window replaced. A negative start counts from the end; a window that would reach over
   * an edge is moved inside.
   *
   * @param starts one integer scalar per axis
   */
  public static Tensor dynamicUpdateSlice(Tensor x, Tensor update, List<Tensor> starts) {
    List<Tensor> in = new ArrayList<>(List.of(x, update));
    in.addAll(starts);
    return Library.inline(
        "dynamic_update_slice",
        List.of(),
        all -> Trace.bind(new DynamicUpdateSlice(), wrapped(x.shape(), all, 2)).getFirst(),
        in.toArray(Tensor[]::new));
  }

  /** x with a window replaced; see {@link #dynamicUpdateSlice(Tensor, Tensor, List)}. */
  public static Tensor dynamicUpdateSlice(Tensor x, Tensor update, int... starts) {
    return dynamicUpdateSlice(x, update, scalars(starts));
  }

  /** x with a slice of one axis replaced, whose start is known at run time. */
  public static Tensor dynamicUpdateSliceInDim(Tensor x, Tensor update, Tensor start, int axis) {
    int resolved = x.shape().axis(axis, "dynamic_update_slice_in_dim");
    return dynamicUpdateSlice(x, update, startsAt(x, start, resolved));
  }

  /** x with the element of an axis replaced, at an index known at run time. */
  public static Tensor dynamicUpdateIndexInDim(Tensor x, Tensor update, Tensor index, int axis) {
    int resolved = x.shape().axis(axis, "dynamic_update_index_in_dim");
    Tensor row = update.rank() == x.rank() ? update : reshape(update, x.shape().with(resolved, 1));
    return dynamicUpdateSliceInDim(x, row, index, resolved);
  }

  private static List<Tensor> scalars(int[] starts) {
    return Arrays.stream(starts).mapToObj(s -> full(Shape.SCALAR, s, DType.I32)).toList();
  }

  private static List<Tensor> startsAt(Tensor x, Tensor start, int axis) {
    List<Tensor> starts =
        new ArrayList<>(Collections.nCopies(x.rank(), full(Shape.SCALAR, 0, DType.I32)));
    starts.set(axis, start);
    return starts;
  }

  /** Operands whose scalars, from one on, count from the end where they are negative. */
  private static List<Tensor> wrapped(Shape shape, List<Tensor> in, int first) {
    List<Tensor> result = new ArrayList<>(in.subList(0, Math.min(first, in.size())));
    for (int i = first; i < in.size(); i++) {
      int axis = i - first;
      result.add(axis < shape.rank() ? wrapNegative(in.get(i), shape.dim(axis)) : in.get(i));
    }
    return result;
  }

  /** Indices with negative ones counted from the end of an axis. */
  public static Tensor wrapNegative(Tensor indices, int size) {
    return indices.dtype().isUnsigned() || !indices.dtype().isInteger()
        ? indices
        : select(lt(indices, fullLike(indices, 0)), add(indices, fullLike(indices, size)), indices);
  }

  /** The element of an axis, which stays with size 1; a negative index counts from the end. */
  public static Tensor indexInDim(Tensor x, int index, int axis) {
    return indexInDim(x, index, axis, true);
  }

  /**
   * The element of an axis; a negative index counts from the end.
   *
   * @throws ShapeException when the axis has no such element
   */
  public static Tensor indexInDim(Tensor x, int index, int axis, boolean keepDims) {
    int resolved = x.shape().axis(axis, "index_in_dim");
    int size = x.shape().dim(resolved);
    int at = index < 0 ? index + size : index;
    if (at < 0 || at >= size) {
      throw new ShapeException(
          "index_in_dim: index " + index + " is out of range for axis " + axis + " of " + x.type());
    }
    Tensor element = sliceInDim(x, at, at + 1, resolved);
    return keepDims ? element : squeeze(element, resolved);
  }

  /**
   * Windows of x at places that indices name. Nothing is counted from the end; a window that would
   * reach over an edge is moved inside.
   *
   * @param sizes the size of a window, one per axis of x but the batch axes
   */
  public static Tensor gather(Tensor x, Tensor indices, WindowDimensions dimensions, int... sizes) {
    Gather gather =
        new Gather(
            dimensions.batchAxes(),
            dimensions.indexedAxes(),
            Arrays.stream(sizes).boxed().toList(),
            dimensions.collapsedAxes());
    return Trace.bind(gather, x, indices);
  }

  /** x with windows replaced; where they overlap, the last one wins. */
  public static Tensor scatter(
      Tensor x, Tensor indices, Tensor updates, WindowDimensions dimensions, IndexMode mode) {
    return scatter(x, indices, updates, dimensions, mode, Combine.SET, false);
  }

  /** x with windows added. */
  public static Tensor scatterAdd(
      Tensor x, Tensor indices, Tensor updates, WindowDimensions dimensions, IndexMode mode) {
    return scatter(x, indices, updates, dimensions, mode, Combine.ADD, false);
  }

  /** x with windows multiplied in. */
  public static Tensor scatterMul(
      Tensor x, Tensor indices, Tensor updates, WindowDimensions dimensions, IndexMode mode) {
    return scatter(x, indices, updates, dimensions, mode, Combine.MUL, false);
  }

  /** x with the smaller of itself and windows. */
  public static Tensor scatterMin(
      Tensor x, Tensor indices, Tensor updates, WindowDimensions dimensions, IndexMode mode) {
    return scatter(x, indices, updates, dimensions, mode, Combine.MIN, false);
  }

  /** x with the larger of itself and windows. */
  public static Tensor scatterMax(
      Tensor x, Tensor indices, Tensor updates, WindowDimensions dimensions, IndexMode mode) {
    return scatter(x, indices, updates, dimensions, mode, Combine.MAX, false);
  }

  /**
   * x with windows combined into it.
   *
   * @param mode CLIP and PROMISE_IN_BOUNDS move windows inside, FILL and DROP leave out those that
   *     reach over an edge
   * @param unique a promise that windows do not overlap, which gives products a derivative
   */
  public static Tensor scatter(
      Tensor x,
      Tensor indices,
      Tensor updates,
      WindowDimensions dimensions,
      IndexMode mode,
      Combine combine,
      boolean unique) {
    Bounds bounds =
        switch (mode) {
          case CLIP, PROMISE_IN_BOUNDS -> Bounds.CLIP;
          case FILL, DROP -> Bounds.DROP;
        };
    Scatter scatter =
        new Scatter(
            dimensions.batchAxes(),
            dimensions.indexedAxes(),
            dimensions.collapsedAxes(),
            combine,
            bounds,
            unique);
    return Trace.bind(scatter, x, indices, updates);
  }

  /** x with new axes of size 1, at these places of the result; negative ones count from its end. */
  public static Tensor expandDims(Tensor x, int... axes) {
    Shape frame = Shape.of(new int[x.rank() + axes.length]);
    int[] added = frame.axes(axes, "expand_dims");
    int[] sizes = frame.toArray();
    int next = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      int current = axis;
      boolean isNew = Arrays.stream(added).anyMatch(a -> a == current);
      sizes[axis] = isNew ? 1 : x.shape().dim(next++);
    }
    return reshape(x, Shape.of(sizes));
  }

  /**
   * x without axes of size 1.
   *
   * @throws ShapeException when an axis has another size
   */
  public static Tensor squeeze(Tensor x, int... axes) {
    int[] removed = x.shape().axes(axes, "squeeze");
    for (int axis : removed) {
      if (x.shape().dim(axis) != 1) {
        throw new ShapeException(
            "squeeze: axis "
                + axis
                + " of "
                + x.type()
                + " has size "
                + x.shape().dim(axis)
                + "; only axes of size 1 can go");
      }
    }
    return reshape(
        x,
        Shape.of(
            IntStream.range(0, x.rank())
                .filter(a -> Arrays.stream(removed).noneMatch(r -> r == a))
                .map(x.shape()::dim)
                .toArray()));
  }

  /**
   * Parts of x along an axis.
   *
   * @param sizes of the parts; they add up to the axis
   */
  public static List<Tensor> split(Tensor x, int[] sizes, int axis) {
    int resolved = x.shape().axis(axis, "split");
    if (Arrays.stream(sizes).sum() != x.shape().dim(resolved)
        || Arrays.stream(sizes).anyMatch(s -> s < 0)) {
      throw new ShapeException(
          "split: sizes "
              + Arrays.toString(sizes)
              + " do not add up to axis "
              + axis
              + " of "
              + x.type());
    }
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      parts.add(sliceInDim(x, start, start + size, resolved));
      start += size;
    }
    return parts;
  }

  /** x with the axes from start to before stop made into one; negative ones count from the end. */
  public static Tensor collapse(Tensor x, int start, int stop) {
    int first = start < 0 ? start + x.rank() : start;
    int last = stop < 0 ? stop + x.rank() : stop;
    if (first < 0 || last > x.rank() || first >= last) {
      throw new ShapeException(
          "collapse: axes "
              + start
              + " to "
              + stop
              + " of "
              + x.type()
              + " cannot become one; there must be at least one, and they must exist");
    }
    int[] sizes = x.shape().toArray();
    int[] result = new int[x.rank() - (last - first) + 1];
    System.arraycopy(sizes, 0, result, 0, first);
    result[first] = Arrays.stream(sizes, first, last).reduce(1, Math::multiplyExact);
    System.arraycopy(sizes, last, result, first + 1, x.rank() - last);
    return reshape(x, Shape.of(result));
  }

  /** x with all axes from start on made into one. */
  public static Tensor collapse(Tensor x, int start) {
    return collapse(x, start, x.rank());
  }

  /** x rounded to a smaller floating format, in its own dtype. */
  public static Tensor reducePrecision(Tensor x, int exponentBits, int mantissaBits) {
    return Trace.bind(new ReducePrecision(exponentBits, mantissaBits), x);
  }
}
