package dev.covector.functions;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.Padding;
import dev.covector.lax.WindowOptions;
import java.util.Arrays;

/**
 * Pooling of images whose last axis holds the features, as Flax has it. Axes before the spatial
 * ones are examples.
 */
public class Pooling extends Normalizations {
  Pooling() {}

  /**
   * The largest element of each window; NaN where there is one. The gradient goes to the first of
   * equal elements.
   *
   * @param x of shape (examples..., spatial..., features)
   * @param window the size along each spatial axis
   * @param strides from one window to the next, per spatial axis
   * @throws ShapeException when x has too few axes, or the lists differ in length
   */
  public static Tensor maxPool(Tensor x, int[] window, int[] strides, Padding padding) {
    return Lax.reduceWindowMax(x, options("max_pool", x, window, strides, padding));
  }

  /** The smallest element of each window; see {@link #maxPool}. */
  public static Tensor minPool(Tensor x, int[] window, int[] strides, Padding padding) {
    return Lax.reduceWindowMin(x, options("min_pool", x, window, strides, padding));
  }

  /** The mean of each window, in which padding counts as zeros. */
  public static Tensor avgPool(Tensor x, int[] window, int[] strides, Padding padding) {
    return avgPool(x, window, strides, padding, true);
  }

  /**
   * The mean of each window.
   *
   * @param includePadding whether elements of the padding count; without them the mean is over
   *     those inside
   */
  public static Tensor avgPool(
      Tensor x, int[] window, int[] strides, Padding padding, boolean includePadding) {
    Tensor v = floating(x);
    WindowOptions options = options("avg_pool", v, window, strides, padding);
    Tensor sum = Lax.reduceWindowSum(v, options);
    if (includePadding) {
      int volume = Arrays.stream(window).reduce(1, Math::multiplyExact);
      return Lax.div(sum, Lax.fullLike(sum, volume));
    }
    // the number of elements is the same for all examples and features
    int[] sizes = v.shape().toArray();
    Arrays.fill(sizes, 0, sizes.length - window.length - 1, 1);
    sizes[sizes.length - 1] = 1;
    Tensor count = Lax.reduceWindowSum(Lax.full(Shape.of(sizes), 1, v.dtype()), options);
    int[] axes = new int[sizes.length];
    Arrays.setAll(axes, i -> i);
    return Lax.div(sum, Lax.broadcastInDim(count, sum.shape(), axes));
  }

  private static WindowOptions options(
      String op, Tensor x, int[] window, int[] strides, Padding padding) {
    int examples = x.rank() - window.length - 1;
    if (examples < 0 || strides.length != window.length) {
      throw new ShapeException(
          op
              + ": "
              + x.type()
              + " with window "
              + Arrays.toString(window)
              + " and strides "
              + Arrays.toString(strides)
              + "; x needs the window's axes and one of features behind them, and there must be a"
              + " stride for each");
    }
    int[] sizes = around(window, examples, 1);
    Padding all = padding;
    if (padding instanceof Padding.Explicit given) {
      int[] low = given.low().stream().mapToInt(Integer::intValue).toArray();
      int[] high = given.high().stream().mapToInt(Integer::intValue).toArray();
      if (low.length != window.length) {
        throw new ShapeException(
            op
                + ": "
                + x.type()
                + " with window "
                + Arrays.toString(window)
                + " and padding "
                + padding
                + "; give one {low, high} per axis of the window");
      }
      int[] allLow = around(low, examples, 0);
      int[] allHigh = around(high, examples, 0);
      int[][] pairs = new int[sizes.length][];
      Arrays.setAll(pairs, i -> new int[] {allLow[i], allHigh[i]});
      all = Padding.of(pairs);
    }
    return WindowOptions.of(sizes).strides(around(strides, examples, 1)).padding(all);
  }

  /** Values for the spatial axes with one for each example axis and the features around them. */
  private static int[] around(int[] spatial, int examples, int other) {
    int[] all = new int[examples + spatial.length + 1];
    Arrays.fill(all, other);
    System.arraycopy(spatial, 0, all, examples, spatial.length);
    return all;
  }
}
