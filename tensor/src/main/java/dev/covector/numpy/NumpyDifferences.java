package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Differences of neighbours, and what is made of them. */
public class NumpyDifferences extends NumpyPadding {
  NumpyDifferences() {}

  /** Each element of the last axis minus the one before it. */
  public static Tensor diff(Tensor x) {
    return diff(x, 1, -1);
  }

  /**
   * Differences of neighbours along an axis, taken several times; bools differ by exclusive or.
   *
   * @throws ShapeException for a scalar, or a negative number of times
   */
  public static Tensor diff(Tensor x, int times, int axis) {
    if (times < 0) {
      throw new ShapeException("diff: taken " + times + " times; that must not be negative");
    }
    int resolved = x.shape().axis(axis, "diff");
    return Library.inline(
        "diff",
        List.of(times, resolved),
        in -> {
          Tensor result = in.getFirst();
          for (int i = 0; i < times && result.shape().dim(resolved) > 0; i++) {
            result = neighbours(result, resolved);
          }
          return result;
        },
        x);
  }

  private static Tensor neighbours(Tensor x, int axis) {
    int size = x.shape().dim(axis);
    Tensor after = Lax.sliceInDim(x, 1, size, axis);
    Tensor before = Lax.sliceInDim(x, 0, size - 1, axis);
    return x.dtype() == DType.BOOL ? Lax.ne(after, before) : Lax.sub(after, before);
  }

  /** Differences of neighbours of the flattened tensor. */
  public static Tensor ediff1d(Tensor x) {
    return diff(ravel(x));
  }

  /** Differences of neighbours of the flattened tensor, between two other tensors, flattened. */
  public static Tensor ediff1d(Tensor x, Tensor toEnd, Tensor toBegin) {
    return concatenate(
        List.of(ravel(astype(toBegin, x.dtype())), ediff1d(x), ravel(astype(toEnd, x.dtype()))));
  }

  /** The slope at each element along each axis, for points 1 apart: one tensor per axis. */
  public static List<Tensor> gradient(Tensor x) {
    return gradient(x, IntStream.range(0, x.rank()).toArray());
  }

  /** The slope at each element along these axes, for points 1 apart: one tensor per axis. */
  public static List<Tensor> gradient(Tensor x, int... axes) {
    List<Tensor> slopes = new ArrayList<>();
    for (int axis : axes) {
      slopes.add(gradient(x, Tensor.of(1.0), axis));
    }
    return slopes;
  }

  /**
   * The slope at each element along an axis: central differences inside, one-sided at the ends.
   *
   * @param spacing the distance of neighbours, or the position of each element
   * @throws ShapeException when the axis has fewer than 2 elements, or the spacing does not fit it
   */
  public static Tensor gradient(Tensor x, Tensor spacing, int axis) {
    int resolved = x.shape().axis(axis, "gradient");
    int size = x.shape().dim(resolved);
    if (size < 2) {
      throw new ShapeException(
          "gradient: axis "
              + axis
              + " of "
              + x.type()
              + " has "
              + size
              + " elements; a slope needs at least 2");
    }
    if (spacing.rank() > 1 || (spacing.rank() == 1 && spacing.shape().dim(0) != size)) {
      throw new ShapeException(
          "gradient: the spacing is "
              + spacing.type()
              + " and axis "
              + axis
              + " of "
              + x.type()
              + " has "
              + size
              + " elements; it must be a scalar, or have one position per"
              + " element");
    }
    return Library.named(
        "gradient",
        List.of(resolved),
        in -> {
          List<Tensor> equal = Promotion.promote("gradient", Promotion.toInexact("gradient", in));
          return spacing.rank() == 0
              ? evenSlope(equal.get(0), equal.get(1), resolved)
              : unevenSlope(equal.get(0), equal.get(1), resolved);
        },
        x,
        spacing);
  }

  private static Tensor evenSlope(Tensor x, Tensor spacing, int axis) {
    int size = x.shape().dim(axis);
    Tensor steps = neighbours(x, axis);
    Tensor first = Lax.sliceInDim(steps, 0, 1, axis);
    Tensor last = Lax.sliceInDim(steps, size - 2, size - 1, axis);
    Tensor both = Lax.sub(Lax.sliceInDim(x, 2, size, axis), Lax.sliceInDim(x, 0, size - 2, axis));
    Tensor inner = Lax.mul(both, like(both, 0.5));
    Tensor all = Lax.concatenate(List.of(first, inner, last), axis);
    return Lax.div(all, Promotion.stretch(spacing, all.shape()));
  }

  /** Second-order weights for uneven points; Quarteroni, Sacco and Saleri 2007, 10.10. */
  private static Tensor unevenSlope(Tensor x, Tensor positions, int axis) {
    int size = x.shape().dim(axis);
    Tensor place = Lax.broadcastInDim(positions, x.shape(), axis);
    Tensor distances = neighbours(place, axis);
    Tensor slopes = Lax.div(neighbours(x, axis), distances);
    Tensor first = Lax.sliceInDim(slopes, 0, 1, axis);
    Tensor last = Lax.sliceInDim(slopes, size - 2, size - 1, axis);
    Tensor before = Lax.sliceInDim(distances, 0, size - 2, axis);
    Tensor after = Lax.sliceInDim(distances, 1, size - 1, axis);
    Tensor lower = Lax.mul(after, Lax.sliceInDim(slopes, 0, size - 2, axis));
    Tensor upper = Lax.mul(before, Lax.sliceInDim(slopes, 1, size - 1, axis));
    Tensor inner = Lax.div(Lax.add(lower, upper), Lax.add(before, after));
    return Lax.concatenate(List.of(first, inner, last), axis);
  }

  /** The integral along the last axis by trapezoids, for points 1 apart. */
  public static Tensor trapezoid(Tensor y) {
    return trapezoid(y, 1.0, -1);
  }

  /** The integral along an axis by trapezoids, for points evenly apart. */
  public static Tensor trapezoid(Tensor y, double spacing, int axis) {
    int resolved = y.shape().axis(axis, "trapezoid");
    return Library.named(
        "trapezoid",
        List.of(spacing, resolved),
        in -> {
          Tensor v = strong(Promotion.toInexact("trapezoid", in).getFirst());
          int size = v.shape().dim(resolved);
          Shape ends = v.shape().remove(resolved);
          Tensor first = Lax.reshape(Lax.sliceInDim(v, 0, 1, resolved), ends);
          Tensor last = Lax.reshape(Lax.sliceInDim(v, size - 1, size, resolved), ends);
          Tensor half = Lax.mul(Lax.add(first, last), like(first, 0.5));
          Tensor sum = Lax.sub(Lax.reduceSum(v, List.of(resolved)), half);
          return Lax.mul(sum, like(sum, spacing));
        },
        y);
  }

  /** The integral along an axis by trapezoids over positions, of y's shape or one per element. */
  public static Tensor trapezoid(Tensor y, Tensor positions, int axis) {
    int resolved = y.shape().axis(axis, "trapezoid");
    return Library.named(
        "trapezoid_at",
        List.of(resolved),
        in -> {
          List<Tensor> equal = Promotion.promote("trapezoid", Promotion.toInexact("trapezoid", in));
          Tensor v = equal.get(0);
          Tensor place =
              equal.get(1).rank() == 1 && v.rank() > 1
                  ? Lax.broadcastInDim(equal.get(1), v.shape(), resolved)
                  : Promotion.stretch(equal.get(1), v.shape());
          int size = v.shape().dim(resolved);
          Tensor sums =
              Lax.add(
                  Lax.sliceInDim(v, 1, size, resolved), Lax.sliceInDim(v, 0, size - 1, resolved));
          Tensor areas = Lax.mul(neighbours(place, resolved), sums);
          Tensor total = Lax.reduceSum(areas, List.of(resolved));
          return Lax.mul(total, like(total, 0.5));
        },
        y,
        positions);
  }
}
