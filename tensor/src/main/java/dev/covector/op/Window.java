package dev.covector.op;

import dev.covector.CovectorException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.TensorType;
import java.util.List;

/**
 * Windows that slide along all axes of a tensor, as far as they fit inside.
 *
 * @param sizes of the window
 * @param strides from one window to the next
 * @param dilation the spacing of the window's elements
 */
public record Window(List<Integer> sizes, List<Integer> strides, List<Integer> dilation) {
  /** Copies the lists. */
  public Window {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    dilation = List.copyOf(dilation);
  }

  /** The number of elements of a window. */
  public long volume() {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** How far a window reaches along an axis. */
  int extent(int axis) {
    return (sizes.get(axis) - 1) * dilation.get(axis) + 1;
  }

  /** The index of an element of a window, in row-major order, along each axis. */
  public int[] element(long number) {
    int[] index = new int[sizes.size()];
    long rest = number;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = (int) (rest % sizes.get(axis));
      rest /= sizes.get(axis);
    }
    return index;
  }

  /** The window of one example under an axis in front. */
  Window behindMappedAxis() {
    return new Window(
        Movement.prepend(1, sizes), Movement.prepend(1, strides), Movement.prepend(1, dilation));
  }

  /**
   * The shape of one result per window.
   *
   * @throws ShapeException when there is not one number of each kind per axis
   */
  Shape count(String op, TensorType x) {
    int rank = x.shape().rank();
    if (sizes.size() != rank || strides.size() != rank || dilation.size() != rank) {
      throw new ShapeException(
          op
              + ": "
              + x
              + " with window "
              + sizes
              + ", strides "
              + strides
              + ", dilation "
              + dilation
              + "; give one number of each per axis");
    }
    int[] counts = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      if (sizes.get(axis) < 1 || strides.get(axis) < 1 || dilation.get(axis) < 1) {
        throw new CovectorException(
            op
                + ": "
                + x
                + " with window "
                + sizes
                + ", strides "
                + strides
                + ", dilation "
                + dilation
                + "; all of them must be at least 1");
      }
      int room = x.shape().dim(axis) - extent(axis);
      counts[axis] = room < 0 ? 0 : room / strides.get(axis) + 1;
    }
    return Shape.of(counts);
  }
}
