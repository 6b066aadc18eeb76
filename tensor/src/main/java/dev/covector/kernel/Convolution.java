package dev.covector.kernel;

import dev.covector.DType;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution: {@code out[g, b, o, x...] = sum over c, w... of lhs[g, b, c, y...] * rhs[g, o, c,
 * w...]} with {@code y = x * stride + w * dilation - low} along each spatial axis; where an y lies
 * outside of the input there is nothing to add.
 *
 * @param groups the extents of the group dimensions, possibly none
 * @param batch examples of lhs and out in a group
 * @param features of rhs and out in a group
 * @param channels of lhs and rhs in a group; 0 gives zeros
 * @param axes the spatial axes, possibly none
 * @param lhs strides for the groups, then b, c, y...
 * @param rhs strides for the groups, then o, c, w...
 * @param out strides for the groups, then b, o, x...
 * @param accumulator the dtype of the sum; out may be of any dtype that it converts to
 */
public record Convolution(
    long[] groups,
    long batch,
    long features,
    long channels,
    List<Axis> axes,
    Access lhs,
    Access rhs,
    Access out,
    DType accumulator)
    implements Kernel {
  /** Copies the list. */
  public Convolution {
    axes = List.copyOf(axes);
  }

  /**
   * A spatial axis.
   *
   * @param input the size of lhs
   * @param window the size of rhs
   * @param output the size of out
   * @param stride from one window to the next
   * @param dilation the spacing of the window's elements
   * @param low how far the first window starts before the input; negative when behind its start
   */
  public record Axis(long input, long window, long output, long stride, long dilation, long low) {
    /** The index in the input, which may lie outside. */
    public long at(long place, long element) {
      return place * stride + element * dilation - low;
    }
  }

  /** The extents that the strides of lhs are for. */
  public long[] lhsExtents() {
    return extents(batch, channels, axes.stream().mapToLong(Axis::input).toArray());
  }

  /** The extents that the strides of rhs are for. */
  public long[] rhsExtents() {
    return extents(features, channels, axes.stream().mapToLong(Axis::window).toArray());
  }

  /** The extents that the strides of out are for. */
  public long[] outExtents() {
    return extents(batch, features, axes.stream().mapToLong(Axis::output).toArray());
  }

  private long[] extents(long first, long second, long[] spatial) {
    long[] extents = Arrays.copyOf(groups, groups.length + 2 + spatial.length);
    extents[groups.length] = first;
    extents[groups.length + 1] = second;
    System.arraycopy(spatial, 0, extents, groups.length + 2, spatial.length);
    return extents;
  }

  /** The products of one element of out. */
  public double depth() {
    return axes.stream().mapToDouble(Axis::window).reduce(channels, (x, y) -> x * y);
  }

  /** The elements of out. */
  public double points() {
    return Arrays.stream(outExtents()).mapToDouble(n -> n).reduce(1, (x, y) -> x * y);
  }
}
