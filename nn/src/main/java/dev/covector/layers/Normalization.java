package dev.covector.layers;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import dev.covector.numpy.Promotion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Statistics over axes, and what normalization layers make of them. */
public final class Normalization {
  /** Mean and variance, without the axes they were taken over. */
  public record Statistics(Tensor mean, Tensor variance) {}

  /**
   * How statistics are taken.
   *
   * @param dtype at least this precision; null for the input's
   * @param axisName an axis of vmap whose examples share their statistics, or null
   * @param centered whether the mean is subtracted; otherwise it counts as 0
   * @param fastVariance whether the variance is the mean of squares less the square of the mean
   * @param wide whether the precision is that of f32 at least
   */
  public record Mode(
      @Nullable DType dtype,
      @Nullable String axisName,
      boolean centered,
      boolean fastVariance,
      boolean wide) {}

  private Normalization() {}

  /** Axes from 0, rising, each once. */
  public static int[] axes(Tensor x, int[] axes, String layer) {
    return Arrays.stream(axes).map(a -> x.shape().axis(a, layer)).distinct().sorted().toArray();
  }

  /** The axes that are not among some. */
  public static int[] others(Tensor x, int[] axes) {
    return IntStream.range(0, x.rank())
        .filter(i -> Arrays.stream(axes).noneMatch(a -> a == i))
        .toArray();
  }

  /** The sizes of some axes: the shape of scale and bias. */
  public static Shape featureShape(Tensor x, int[] featureAxes) {
    return Shape.of(Arrays.stream(featureAxes).map(x.shape()::dim).toArray());
  }

  /**
   * Mean and variance over axes.
   *
   * @param mask where the elements count, or null; broadcasts
   */
  public static Statistics statistics(Tensor x, int[] axes, Mode mode, @Nullable Tensor mask) {
    DType given = mode.dtype == null ? x.dtype() : mode.dtype;
    DType dtype = mode.wide ? atLeastF32(given) : given;
    Tensor v = ComputeDType.to(x, dtype);
    if (!mode.centered) {
      Tensor variance = mean(Lax.square(v), axes, mode, mask);
      return new Statistics(Lax.fullLike(variance, 0), variance);
    }
    Tensor mean = mean(v, axes, mode, mask);
    if (!mode.fastVariance) {
      Tensor apart = v.minus(Numpy.expandDims(mean, axes));
      return new Statistics(mean, mean(Lax.square(apart), axes, mode, mask));
    }
    Tensor squares = mean(Lax.square(v), axes, mode, mask);
    // rounding can make the difference negative
    return new Statistics(mean, Numpy.maximum(squares.minus(Lax.square(mean)), 0.0));
  }

  private static DType atLeastF32(DType dtype) {
    return Promotion.of(
            "normalization",
            List.of(TensorType.of(dtype, Shape.SCALAR), TensorType.of(DType.F32, Shape.SCALAR)))
        .dtype();
  }

  private static Tensor mean(Tensor x, int[] axes, Mode mode, @Nullable Tensor mask) {
    Over over = Over.axes(axes);
    Tensor mean =
        Numpy.mean(
            x, mask == null ? over : over.where(Numpy.notEqual(mask, Lax.fullLike(mask, 0))));
    return mode.axisName == null ? mean : Covector.pmean(mean, mode.axisName);
  }

  /**
   * {@code (x - mean) / sqrt(variance + epsilon) * scale + bias}.
   *
   * @param reductionAxes of x, where the statistics have none; from 0, rising
   * @param featureAxes of x, that scale and bias have; from 0, rising
   * @param scale or null
   * @param bias or null
   * @param dtype of the result; null for what x and the parameters promote to
   */
  public static Tensor normalize(
      Tensor x,
      Statistics statistics,
      int[] reductionAxes,
      int[] featureAxes,
      @Nullable Tensor scale,
      @Nullable Tensor bias,
      double epsilon,
      @Nullable DType dtype) {
    Tensor mean = Numpy.expandDims(statistics.mean, reductionAxes);
    Tensor factor = Lax.rsqrt(Numpy.expandDims(statistics.variance, reductionAxes).plus(epsilon));
    if (scale != null) {
      factor = factor.times(along(scale, x, featureAxes));
    }
    Tensor y = x.minus(mean).times(factor);
    if (bias != null) {
      y = y.plus(along(bias, x, featureAxes));
    }
    return ComputeDType.to(y, ComputeDType.of("normalization", dtype, x, scale, bias));
  }

  /** A parameter of some axes of x, with sizes of 1 for the others. */
  public static Tensor along(Tensor parameter, Tensor x, int[] axes) {
    int[] sizes = new int[x.rank()];
    Arrays.fill(sizes, 1);
    for (int axis : axes) {
      sizes[axis] = x.shape().dim(axis);
    }
    return Lax.reshape(parameter, Shape.of(sizes));
  }

  /** {@code x / sqrt(sum(x^2) + epsilon)}, the sum over axes. */
  public static Tensor l2Normalize(Tensor x, int[] axes, double epsilon) {
    Tensor squares = Numpy.sum(Lax.square(x), axes, true);
    return x.times(Lax.rsqrt(squares.plus(epsilon)));
  }
}
