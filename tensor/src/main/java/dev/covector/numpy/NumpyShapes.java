package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The same elements under other axes. Axes may be negative: they count from the end. */
public class NumpyShapes extends NumpyNanReductions {
  NumpyShapes() {}

  /**
   * The same elements in row-major order with other axis sizes; one size may be -1, which is found
   * from the others.
   *
   * @throws ShapeException when the number of elements differs
   */
  public static Tensor reshape(Tensor x, int... sizes) {
    return Lax.reshape(x, inferred(x, sizes));
  }

  /** The same elements in row-major order with another shape. */
  public static Tensor reshape(Tensor x, Shape shape) {
    return reshape(x, shape.toArray());
  }

  private static Shape inferred(Tensor x, int[] sizes) {
    int[] result = sizes.clone();
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && unknown < 0) {
        unknown = i;
      } else if (sizes[i] < 0) {
        throw mismatch(x, sizes, "sizes are not negative, except one -1 for the rest");
      } else {
        known *= sizes[i];
      }
    }
    if (unknown >= 0) {
      if (known == 0 || x.size() % known != 0) {
        throw mismatch(x, sizes, "the known sizes must divide the number of elements");
      }
      result[unknown] = Math.toIntExact(x.size() / known);
    } else if (known != x.size()) {
      throw mismatch(x, sizes, "the number of elements must stay the same");
    }
    return Shape.of(result);
  }

  private static ShapeException mismatch(Tensor x, int[] sizes, String reason) {
    return new ShapeException(
        "reshape: "
            + x.type()
            + " has "
            + x.size()
            + " elements and cannot become "
            + Arrays.toString(sizes).replace(" ", "")
            + "; "
            + reason);
  }

  /** All elements in row-major order along one axis. */
  public static Tensor ravel(Tensor x) {
    return reshape(x, Math.toIntExact(x.size()));
  }

  /** The axes in reverse order. */
  public static Tensor transpose(Tensor x) {
    return Lax.transpose(x, IntStream.range(0, x.rank()).mapToObj(i -> x.rank() - 1 - i).toList());
  }

  /**
   * The axes in the given order.
   *
   * @throws ShapeException when they are not all axes, each once
   */
  public static Tensor transpose(Tensor x, int... axes) {
    if (axes.length != x.rank()) {
      throw new ShapeException(
          "transpose: axes "
              + Arrays.toString(axes)
              + " do not name every axis of "
              + x.type()
              + " once");
    }
    return Lax.transpose(x, boxed(x.shape().axes(axes, "transpose")));
  }

  /** Another name of {@link #transpose(Tensor, int...)}. */
  public static Tensor permuteDims(Tensor x, int... axes) {
    return transpose(x, axes);
  }

  /** The last two axes exchanged. */
  public static Tensor matrixTranspose(Tensor x) {
    return swapaxes(x, -1, -2);
  }

  /** Two axes exchanged. */
  public static Tensor swapaxes(Tensor x, int first, int second) {
    int a = x.shape().axis(first, "swapaxes");
    int b = x.shape().axis(second, "swapaxes");
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.set(a, b);
    order.set(b, a);
    return Lax.transpose(x, order);
  }

  /** An axis moved to another place, the others in their order. */
  public static Tensor moveaxis(Tensor x, int source, int destination) {
    return Lax.moveAxis(
        x, x.shape().axis(source, "moveaxis"), x.shape().axis(destination, "moveaxis"));
  }

  /** Axes moved to other places, the others in their order. */
  public static Tensor moveaxis(Tensor x, int[] sources, int[] destinations) {
    int[] from = x.shape().axes(sources, "moveaxis");
    int[] to = x.shape().axes(destinations, "moveaxis");
    if (from.length != to.length) {
      throw new ShapeException(
          "moveaxis: "
              + Arrays.toString(sources)
              + " and "
              + Arrays.toString(destinations)
              + " name different numbers of axes of "
              + x.type());
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.removeAll(boxed(from));
    IntStream.range(0, to.length)
        .boxed()
        .sorted((i, j) -> Integer.compare(to[i], to[j]))
        .forEach(i -> order.add(to[i], from[i]));
    return Lax.transpose(x, order);
  }

  /** An axis moved to stand before another one (0 to the rank). */
  public static Tensor rollaxis(Tensor x, int axis, int start) {
    int from = x.shape().axis(axis, "rollaxis");
    int to = start == x.rank() ? start : x.shape().axis(start, "rollaxis");
    return Lax.moveAxis(x, from, to > from ? to - 1 : to);
  }

  /** New axes of size 1, at these places of the result. */
  public static Tensor expandDims(Tensor x, int... axes) {
    int rank = x.rank() + axes.length;
    int[] ones = new int[rank];
    Arrays.fill(ones, 1);
    int[] places = Shape.of(ones).axes(axes, "expand_dims");
    Arrays.sort(places);
    Shape shape = x.shape();
    for (int place : places) {
      shape = shape.insert(place, 1);
    }
    return Lax.reshape(x, shape);
  }

  /** Without the axes of size 1. */
  public static Tensor squeeze(Tensor x) {
    return Lax.reshape(
        x, Shape.of(Arrays.stream(x.shape().toArray()).filter(size -> size != 1).toArray()));
  }

  /**
   * Without these axes of size 1.
   *
   * @throws ShapeException when one of them has another size
   */
  public static Tensor squeeze(Tensor x, int... axes) {
    int[] removed = x.shape().axes(axes, "squeeze");
    Arrays.sort(removed);
    Shape shape = x.shape();
    for (int i = removed.length - 1; i >= 0; i--) {
      if (shape.dim(removed[i]) != 1) {
        throw new ShapeException(
            "squeeze: axis "
                + removed[i]
                + " of "
                + x.type()
                + " has size "
                + shape.dim(removed[i])
                + "; only axes of size 1 can go");
      }
      shape = shape.remove(removed[i]);
    }
    return Lax.reshape(x, shape);
  }

  /** At least one axis: a scalar becomes [1]. */
  public static Tensor atleast1d(Tensor x) {
    return x.rank() >= 1 ? x : reshape(x, 1);
  }

  /** At least two axes, new ones in front. */
  public static Tensor atleast2d(Tensor x) {
    return x.rank() >= 2 ? x : reshape(x, 1, Math.toIntExact(x.size()));
  }

  /** At least three axes: [n] becomes [1,n,1], [m,n] becomes [m,n,1]. */
  public static Tensor atleast3d(Tensor x) {
    return switch (x.rank()) {
      case 0, 1 -> reshape(x, 1, Math.toIntExact(x.size()), 1);
      case 2 -> expandDims(x, 2);
      default -> x;
    };
  }

  /**
   * x repeated to a shape by NumPy's rule: aligned at the end, a size of 1 stretches.
   *
   * @throws ShapeException when x does not stretch to it
   */
  public static Tensor broadcastTo(Tensor x, int... sizes) {
    return broadcastTo(x, Shape.of(sizes));
  }

  /** x repeated to a shape by NumPy's rule. */
  public static Tensor broadcastTo(Tensor x, Shape shape) {
    if (x.rank() > shape.rank()
        || !Shape.broadcast("broadcast_to", x.shape(), shape).equals(shape)) {
      throw new ShapeException(
          "broadcast_to: "
              + x.type()
              + " does not stretch to "
              + shape
              + "; aligned at the end, each axis must have the same size or 1");
    }
    return Promotion.stretch(x, shape);
  }

  /** Tensors repeated to their common shape. */
  public static List<Tensor> broadcastArrays(Tensor... tensors) {
    Shape[] shapes = Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new);
    Shape shape = broadcastShapes(shapes);
    return Arrays.stream(tensors).map(x -> Promotion.stretch(x, shape)).toList();
  }

  /** The shape that all shapes broadcast to. */
  public static Shape broadcastShapes(Shape... shapes) {
    Shape result = Shape.SCALAR;
    for (Shape shape : shapes) {
      result = Shape.broadcast("broadcast_shapes", result, shape);
    }
    return result;
  }

  /** Every axis from its end to its start. */
  public static Tensor flip(Tensor x) {
    return Lax.rev(x, IntStream.range(0, x.rank()).boxed().toList());
  }

  /** These axes from their end to their start. */
  public static Tensor flip(Tensor x, int... axes) {
    return Lax.rev(x, boxed(x.shape().axes(axes, "flip")));
  }

  /** Axis 1 from its end to its start. */
  public static Tensor fliplr(Tensor x) {
    return flip(x, 1);
  }

  /** Axis 0 from its end to its start. */
  public static Tensor flipud(Tensor x) {
    return flip(x, 0);
  }

  /** A quarter turn from axis 0 towards axis 1. */
  public static Tensor rot90(Tensor x) {
    return rot90(x, 1, 0, 1);
  }

  /**
   * Quarter turns from one axis towards another.
   *
   * @throws ShapeException when both are the same
   */
  public static Tensor rot90(Tensor x, int turns, int from, int towards) {
    x.shape().axes(new int[] {from, towards}, "rot90");
    return Library.inline(
        "rot90",
        List.of(turns, from, towards),
        in -> {
          Tensor v = in.getFirst();
          return switch (Math.floorMod(turns, 4)) {
            case 1 -> swapaxes(flip(v, towards), from, towards);
            case 2 -> flip(v, from, towards);
            case 3 -> flip(swapaxes(v, from, towards), towards);
            default -> v;
          };
        },
        x);
  }

  /** Values in another dtype, not weak: floats truncate to integers, bool is x != 0. */
  public static Tensor astype(Tensor x, DType dtype) {
    return Lax.convert(x, dtype);
  }

  /** The number of axes. */
  public static int ndim(Tensor x) {
    return x.rank();
  }

  /** The axis sizes. */
  public static Shape shape(Tensor x) {
    return x.shape();
  }

  /** The number of elements. */
  public static long size(Tensor x) {
    return x.size();
  }

  static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
