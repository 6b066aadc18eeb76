package dev.covector.op;

import dev.covector.CovectorException;
import dev.covector.ShapeException;
import java.util.List;

/**
 * Windows that slide along axes: element {@code w} of window {@code o} along an axis is at {@code o
 * * stride + w * dilation - low} among the input's elements that lie {@code baseDilation} apart.
 *
 * @param sizes of the window
 * @param strides from one window to the next
 * @param low how many elements lie before the input; negative ones are cut off
 * @param high how many lie behind it; negative ones are cut off
 * @param baseDilation the spacing of the input's elements
 * @param dilation the spacing of the window's elements
 */
public record SlidingWindow(
    List<Integer> sizes,
    List<Integer> strides,
    List<Integer> low,
    List<Integer> high,
    List<Integer> baseDilation,
    List<Integer> dilation) {
  /** Copies the lists. */
  public SlidingWindow {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    low = List.copyOf(low);
    high = List.copyOf(high);
    baseDilation = List.copyOf(baseDilation);
    dilation = List.copyOf(dilation);
  }

  /** The number of axes. */
  public int rank() {
    return sizes.size();
  }

  /**
   * Checks that there is one number of each kind per axis, and that spacings are at least 1.
   *
   * @param op the operation in the message
   * @param rank the number of axes
   */
  public void require(String op, int rank, Object operands) {
    for (List<Integer> list : List.of(sizes, strides, low, high, baseDilation, dilation)) {
      if (list.size() != rank) {
        throw new ShapeException(
            op
                + ": operands "
                + operands
                + " need a window along "
                + rank
                + " axes, got "
                + this
                + "; give one number of each kind per axis");
      }
    }
    for (List<Integer> list : List.of(strides, baseDilation, dilation)) {
      if (list.stream().anyMatch(n -> n < 1)) {
        throw new CovectorException(
            op
                + ": operands "
                + operands
                + ", window "
                + this
                + "; strides and dilations must be at least 1");
      }
    }
    if (sizes.stream().anyMatch(n -> n < 0)) {
      throw new CovectorException(
          op + ": operands " + operands + ", window " + this + "; its sizes must not be negative");
    }
  }

  /** How far elements spread with a spacing. */
  public static int dilated(int size, int spacing) {
    return size == 0 ? 0 : (size - 1) * spacing + 1;
  }

  /** How many windows there are along an axis of some size. */
  public int count(int axis, int size) {
    int padded = dilated(size, baseDilation.get(axis)) + low.get(axis) + high.get(axis);
    int extent = dilated(sizes.get(axis), dilation.get(axis));
    return padded < extent ? 0 : (padded - extent) / strides.get(axis) + 1;
  }
}
