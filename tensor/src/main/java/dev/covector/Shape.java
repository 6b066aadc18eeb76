package dev.covector;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The sizes of a tensor's axes. Immutable; rank 0 is a scalar. */
public final class Shape {
  /** More elements than this, of 8 bytes each, have no size in bytes. */
  private static final long MOST_ELEMENTS = 1L << 59;

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;
  private final long size;

  private Shape(int[] sizes) {
    long product = 1;
    for (int s : sizes) {
      if (s < 0) {
        throw new ShapeException(
            "shape: axis sizes must not be negative, got " + Arrays.toString(sizes));
      }
      product = multiply(product, s, sizes);
    }
    this.sizes = sizes;
    this.size = product;
  }

  private static long multiply(long product, int s, int[] sizes) {
    if (s > 0 && product > MOST_ELEMENTS / s) {
      throw new ShapeException(
          "shape: "
              + Arrays.toString(sizes)
              + " has more than 2^59 elements; no memory holds them");
    }
    return product * s;
  }

  /**
   * A shape of the given axis sizes.
   *
   * @throws ShapeException when a size is negative
   */
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /** The number of axes. */
  public int rank() {
    return sizes.length;
  }

  /**
   * The size of an axis; negative axes count from the end.
   *
   * @throws ShapeException when there is no such axis
   */
  public int dim(int axis) {
    return sizes[axis(axis, "dim")];
  }

  /** The number of elements. */
  public long size() {
    return size;
  }

  /** A copy of the axis sizes. */
  public int[] toArray() {
    return sizes.clone();
  }

  /**
   * The axis as a number from 0; negative ones count from the end.
   *
   * @param op the operation named in the message
   * @throws ShapeException when there is no such axis
   */
  public int axis(int axis, String op) {
    int resolved = axis < 0 ? axis + sizes.length : axis;
    if (resolved < 0 || resolved >= sizes.length) {
      throw new ShapeException(
          op
              + ": axis "
              + axis
              + " is out of range for shape "
              + this
              + "; valid axes are "
              + (sizes.length == 0
                  ? "none (a scalar has no axis)"
                  : -sizes.length + " to " + (sizes.length - 1)));
    }
    return resolved;
  }

  /**
   * The axes from 0, in the given order, without repetition.
   *
   * @throws ShapeException when an axis does not exist or is named twice
   */
  public int[] axes(int[] axes, String op) {
    int[] resolved = new int[axes.length];
    boolean[] seen = new boolean[sizes.length];
    for (int i = 0; i < axes.length; i++) {
      resolved[i] = axis(axes[i], op);
      if (seen[resolved[i]]) {
        throw new ShapeException(
            op + ": axis " + axes[i] + " is named twice in " + Arrays.toString(axes));
      }
      seen[resolved[i]] = true;
    }
    return resolved;
  }

  /** This shape with one more axis of the given size before {@code axis} (0 to rank). */
  public Shape insert(int axis, int size) {
    int[] result = new int[sizes.length + 1];
    System.arraycopy(sizes, 0, result, 0, axis);
    result[axis] = size;
    System.arraycopy(sizes, axis, result, axis + 1, sizes.length - axis);
    return new Shape(result);
  }

  /** This shape without {@code axis} (0 to rank - 1). */
  public Shape remove(int axis) {
    int[] result = new int[sizes.length - 1];
    System.arraycopy(sizes, 0, result, 0, axis);
    System.arraycopy(sizes, axis + 1, result, axis, sizes.length - axis - 1);
    return new Shape(result);
  }

  /** This shape with another size of {@code axis} (0 to rank - 1). */
  public Shape with(int axis, int size) {
    int[] result = sizes.clone();
    result[axis] = size;
    return new Shape(result);
  }

  /** The row-major strides of a dense tensor of this shape, in elements. */
  public long[] strides() {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strides;
  }

  /**
   * The shape both broadcast to by NumPy's rule: aligned at the end, a size of 1 stretches.
   *
   * @param op the operation named in the message
   * @throws ShapeException when two sizes differ and neither is 1
   */
  public static Shape broadcast(String op, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] result = new int[rank];
    for (int i = 0; i < rank; i++) {
      int x = i < rank - a.rank() ? 1 : a.sizes[i - rank + a.rank()];
      int y = i < rank - b.rank() ? 1 : b.sizes[i - rank + b.rank()];
      if (x != y && x != 1 && y != 1) {
        throw new ShapeException(
            op
                + ": shapes "
                + a
                + " and "
                + b
                + " do not broadcast: axis "
                + (i - rank)
                + " has sizes "
                + x
                + " and "
                + y
                + "; they must be equal, or one of them 1");
      }
      result[i] = x == 1 ? y : x;
    }
    return new Shape(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape s && Arrays.equals(sizes, s.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** As {@code [2,3]}. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
