package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Elements put around a tensor. */
public class NumpyPadding extends NumpyProducts {
  NumpyPadding() {}

  /** Zeros before and after each axis, the same number everywhere. */
  public static Tensor pad(Tensor x, int width) {
    return pad(x, new int[][] {{width, width}}, Padding.constant(0));
  }

  /**
   * Zeros before and after each axis.
   *
   * @param widths {before, after} of each axis, or one such pair for all
   */
  public static Tensor pad(Tensor x, int[][] widths) {
    return pad(x, widths, Padding.constant(0));
  }

  /**
   * Elements before and after each axis, axis by axis.
   *
   * @param widths {before, after} of each axis, or one such pair for all
   * @throws ShapeException when there is no pair for an axis, a width is negative, or an axis
   *     without elements should be continued
   */
  public static Tensor pad(Tensor x, int[][] widths, Padding padding) {
    int[][] pairs = pairs(x, widths);
    List<List<Integer>> key = Arrays.stream(pairs).map(NumpyShapes::boxed).toList();
    return Library.named(
        "pad", List.of(key, padding), in -> padded(in.getFirst(), pairs, padding), x);
  }

  private static int[][] pairs(Tensor x, int[][] widths) {
    int[][] pairs = new int[x.rank()][];
    for (int i = 0; i < pairs.length; i++) {
      int[] pair = widths.length == 1 ? widths[0] : i < widths.length ? widths[i] : new int[0];
      if (pair.length != 2
          || (widths.length != 1 && widths.length != x.rank())
          || Math.min(pair[0], pair[1]) < 0) {
        throw new ShapeException(
            "pad: widths "
                + Arrays.deepToString(widths)
                + " do not fit "
                + x.type()
                + "; there must be one pair {before, after} per axis, or one for all, not"
                + " negative");
      }
      pairs[i] = pair.clone();
    }
    return pairs;
  }

  private static Tensor padded(Tensor x, int[][] widths, Padding padding) {
    return switch (padding) {
      case Padding.Constant(Number value) -> withConstant(x, widths, value);
      case Padding.Empty() -> withConstant(x, widths, 0);
      case Padding.Edge _,
          Padding.LinearRamp _,
          Padding.Statistic _,
          Padding.Mirror _,
          Padding.Wrap _ -> {
        Tensor result = x;
        for (int axis = 0; axis < widths.length; axis++) {
          int before = widths[axis][0];
          int after = widths[axis][1];
          if (before + after > 0) {
            requireElements(x, axis);
            result = alongAxis(result, axis, before, after, padding);
          }
        }
        yield result;
      }
    };
  }

  private static void requireElements(Tensor x, int axis) {
    if (x.shape().dim(axis) == 0) {
      throw new ShapeException(
          "pad: axis "
              + axis
              + " of "
              + x.type()
              + " has no elements to continue; use Padding.constant");
    }
  }

  private static Tensor withConstant(Tensor x, int[][] widths, Number value) {
    Tensor scalar = Lax.full(Shape.SCALAR, value, x.dtype());
    return Lax.pad(
        x,
        scalar,
        Arrays.stream(widths).map(pair -> pair[0]).toList(),
        Arrays.stream(widths).map(pair -> pair[1]).toList(),
        Collections.nCopies(x.rank(), 0));
  }

  private static Tensor alongAxis(Tensor x, int axis, int before, int after, Padding padding) {
    int size = x.shape().dim(axis);
    Tensor first = Lax.sliceInDim(x, 0, 1, axis);
    Tensor last = Lax.sliceInDim(x, size - 1, size, axis);
    return switch (padding) {
      case Padding.Edge() ->
          joined(axis, repeat(first, before, axis), x, repeat(last, after, axis));
      case Padding.LinearRamp(Number end) ->
          joined(axis, ramp(first, end, before, axis), x, flip(ramp(last, end, after, axis), axis));
      case Padding.Statistic statistic ->
          joined(
              axis,
              repeat(value(x, statistic, axis, true), before, axis),
              x,
              repeat(value(x, statistic, axis, false), after, axis));
      case Padding.Mirror mirror ->
          mirrored(mirrored(x, axis, before, true, mirror), axis, after, false, mirror);
      case Padding.Wrap() -> wrapped(x, axis, before, after);
      case Padding.Constant _, Padding.Empty _ ->
          throw new IllegalStateException("constants are padded on all axes at once");
    };
  }

  private static Tensor joined(int axis, Tensor... parts) {
    return Lax.concatenate(List.of(parts), axis);
  }

  private static Tensor ramp(Tensor edge, Number end, int count, int axis) {
    Tensor line = linspace(Tensor.of(end), squeeze(edge, axis), count, false, axis);
    Tensor whole = edge.dtype().isInteger() ? Lax.floor(line) : line;
    return Promotion.to(whole, edge.dtype(), edge.type().weak());
  }

  private static Tensor value(Tensor x, Padding.Statistic statistic, int axis, boolean atStart) {
    int size = x.shape().dim(axis);
    int length = Math.min(statistic.length().orElse(size), size);
    Tensor part =
        atStart ? Lax.sliceInDim(x, 0, length, axis) : Lax.sliceInDim(x, size - length, size, axis);
    Over over = Over.axes(axis).keepDims();
    Tensor value =
        switch (statistic.kind()) {
          case MAXIMUM -> max(part, over);
          case MINIMUM -> min(part, over);
          case MEAN -> mean(part, over);
        };
    Tensor whole = x.dtype().isInteger() ? round(value) : value;
    return Promotion.to(whole, x.dtype(), x.type().weak());
  }

  /** Mirrors piece by piece, since one mirror image is at most as long as the axis. */
  private static Tensor mirrored(
      Tensor x, int axis, int width, boolean atStart, Padding.Mirror mirror) {
    int own = x.shape().dim(axis);
    int offset = mirror.repeatsEdge() || own == 1 ? 0 : 1;
    Tensor result = x;
    Tensor edge = edge(x, axis, atStart);
    for (int rest = width; rest > 0; ) {
      int size = result.shape().dim(axis);
      int length = Math.min(rest, own - offset);
      Tensor piece =
          flip(
              atStart
                  ? Lax.sliceInDim(result, offset, offset + length, axis)
                  : Lax.sliceInDim(result, size - offset - length, size - offset, axis),
              axis);
      if (mirror.isOdd()) {
        Tensor twice = Lax.add(edge, edge);
        piece = Lax.sub(Promotion.stretch(twice, piece.shape()), piece);
        edge = own > 1 ? edge(piece, axis, atStart) : edge;
      }
      result = atStart ? joined(axis, piece, result) : joined(axis, result, piece);
      rest -= length;
    }
    return result;
  }

  private static Tensor edge(Tensor x, int axis, boolean atStart) {
    int size = x.shape().dim(axis);
    return atStart ? Lax.sliceInDim(x, 0, 1, axis) : Lax.sliceInDim(x, size - 1, size, axis);
  }

  private static Tensor wrapped(Tensor x, int axis, int before, int after) {
    int size = x.shape().dim(axis);
    List<Tensor> parts = new ArrayList<>();
    parts.add(Lax.sliceInDim(x, size - before % size, size, axis));
    parts.addAll(Collections.nCopies(before / size + 1 + after / size, x));
    parts.add(Lax.sliceInDim(x, 0, after % size, axis));
    return Lax.concatenate(parts, axis);
  }
}
