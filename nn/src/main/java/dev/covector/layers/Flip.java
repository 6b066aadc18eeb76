package dev.covector.layers;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sequences backwards, and their last elements. */
public final class Flip {
  private Flip() {}

  /**
   * Sequences backwards; where lengths are given, what is behind them stays behind.
   *
   * @param lengths of the examples' shape, or null
   */
  public static Tensor backwards(Tensor x, @Nullable Tensor lengths, int timeAxis) {
    if (lengths == null) {
      return Numpy.flip(x, timeAxis);
    }
    int steps = x.shape().dim(timeAxis);
    Tensor counts = Numpy.expandDims(Lax.convert(lengths, DType.I32), timeAxis);
    int[] sizes = new int[counts.rank()];
    Arrays.fill(sizes, 1);
    sizes[timeAxis] = steps;
    Tensor last = Lax.full(Shape.SCALAR, steps - 1, DType.I32);
    Tensor down = last.minus(Lax.reshape(Lax.iota(DType.I32, steps), Shape.of(sizes)));
    Tensor indices = Numpy.remainder(down.plus(counts), steps);
    int[] aligned = Arrays.copyOf(indices.shape().toArray(), x.rank());
    Arrays.fill(aligned, indices.rank(), aligned.length, 1);
    return Numpy.takeAlongAxis(x, Lax.reshape(indices, Shape.of(aligned)), timeAxis);
  }

  /** The element of each example before its length, of time-first [time, examples..., ...]. */
  public static Tensor last(Tensor x, Tensor lengths) {
    Tensor index = Lax.convert(lengths, DType.I32).minus(1);
    int[] aligned = new int[x.rank()];
    Arrays.fill(aligned, 1);
    System.arraycopy(lengths.shape().toArray(), 0, aligned, 1, lengths.rank());
    Tensor picked = Numpy.takeAlongAxis(x, Lax.reshape(index, Shape.of(aligned)), 0);
    return Numpy.squeeze(picked, 0);
  }
}
