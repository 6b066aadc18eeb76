package dev.covector.functions;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of whole axes: softmax, its logarithm, standardization; and one-hot encoding. */
public class Normalizations extends Gates {
  Normalizations() {}

  /** {@code exp(x) / sum(exp(x))} along the last axis. */
  public static Tensor softmax(Tensor x) {
    return softmax(x, -1);
  }

  /** {@code exp(x) / sum(exp(x))} along axes, without overflow. */
  public static Tensor softmax(Tensor x, int... axes) {
    return Library.named(
        "softmax", List.of(boxed(axes)), in -> shares(in.getFirst(), null, axes), x);
  }

  /** softmax of the elements where a bool tensor, which broadcasts, is true; the others are 0. */
  public static Tensor softmax(Tensor x, Tensor where, int... axes) {
    return Library.named(
        "softmax", List.of(boxed(axes)), in -> shares(in.get(0), in.get(1), axes), x, where);
  }

  private static List<Integer> boxed(int[] axes) {
    return Arrays.stream(axes).boxed().toList();
  }

  private static Tensor shares(Tensor x, @Nullable Tensor where, int... axes) {
    Tensor v = floating(x);
    Tensor exponentials = Lax.exp(shifted(v, where, axes));
    Tensor sum = Numpy.sum(exponentials, Over.axes(axes).keepDims());
    Tensor shares = Lax.div(exponentials, Numpy.broadcastTo(sum, v.shape()));
    return where == null ? shares : Numpy.where(where, shares, Lax.fullLike(shares, 0));
  }

  /** x minus its largest element, -inf where the mask is false. */
  private static Tensor shifted(Tensor x, @Nullable Tensor where, int... axes) {
    Over over = Over.axes(axes).keepDims();
    Tensor lowest = Lax.fullLike(x, Double.NEGATIVE_INFINITY);
    Tensor masked = where == null ? x : Numpy.where(where, x, lowest);
    Tensor high = Numpy.max(Lax.stopGradient(masked), over.initial(Double.NEGATIVE_INFINITY));
    return Lax.sub(masked, Numpy.broadcastTo(high, x.shape()));
  }

  /** The logarithm of softmax along the last axis. */
  public static Tensor logSoftmax(Tensor x) {
    return logSoftmax(x, -1);
  }

  /** The logarithm of softmax along axes: {@code x - logsumexp(x)}. */
  public static Tensor logSoftmax(Tensor x, int... axes) {
    return Library.named(
        "log_softmax", List.of(boxed(axes)), in -> logShares(in.getFirst(), null, axes), x);
  }

  /** The logarithm of softmax of the elements where a bool tensor is true; the others are -inf. */
  public static Tensor logSoftmax(Tensor x, Tensor where, int... axes) {
    return Library.named(
        "log_softmax", List.of(boxed(axes)), in -> logShares(in.get(0), in.get(1), axes), x, where);
  }

  private static Tensor logShares(Tensor x, @Nullable Tensor where, int... axes) {
    Tensor v = floating(x);
    Tensor shifted = shifted(v, where, axes);
    Tensor sum = Numpy.sum(Lax.exp(shifted), Over.axes(axes).keepDims());
    Tensor result = Lax.sub(shifted, Numpy.broadcastTo(Lax.log(sum), v.shape()));
    return where == null
        ? result
        : Numpy.where(where, result, Lax.fullLike(result, Double.NEGATIVE_INFINITY));
  }

  /** The logarithm of the sum of exponentials; see {@link Numpy#logsumexp(Tensor)}. */
  public static Tensor logsumexp(Tensor x) {
    return Numpy.logsumexp(x);
  }

  /** The logarithm of the sum of exponentials along axes. */
  public static Tensor logsumexp(Tensor x, int... axes) {
    return Numpy.logsumexp(x, axes);
  }

  /** The logarithm of the sum of exponentials, with options. */
  public static Tensor logsumexp(Tensor x, Over over) {
    return Numpy.logsumexp(x, over);
  }

  /** The logarithm of the mean of exponentials; a scalar. */
  public static Tensor logmeanexp(Tensor x) {
    return Numpy.subtract(Numpy.logsumexp(x), Math.log(x.size()));
  }

  /** x with mean 0 and variance 1 along the last axis. */
  public static Tensor standardize(Tensor x) {
    return standardize(x, 1e-5, -1);
  }

  /**
   * x with mean 0 and variance 1 along axes: {@code (x - mean) / sqrt(variance + epsilon)}, the
   * variance being the mean of squares minus the square of the mean, at least 0.
   */
  public static Tensor standardize(Tensor x, double epsilon, int... axes) {
    return Library.named(
        "standardize",
        List.of(epsilon, boxed(axes)),
        in -> {
          Tensor v = floating(in.getFirst());
          Over over = Over.axes(axes).keepDims();
          Tensor mean = Numpy.mean(v, over);
          Tensor meanOfSquares = Numpy.mean(Lax.square(v), over);
          Tensor difference = Lax.sub(meanOfSquares, Lax.square(mean));
          Tensor variance = Lax.max(Lax.fullLike(difference, 0), difference);
          Tensor scale = Lax.rsqrt(Lax.add(variance, Lax.fullLike(variance, epsilon)));
          return Lax.mul(
              Lax.sub(v, Numpy.broadcastTo(mean, v.shape())), Numpy.broadcastTo(scale, v.shape()));
        },
        x);
  }

  /** 1 at each index along a new last axis, else 0, in the default float. */
  public static Tensor oneHot(Tensor indices, int classes) {
    return oneHot(indices, classes, Defaults.floating(), -1);
  }

  /**
   * 1 at each index along a new axis, else 0; an index that is negative or too large gives zeros.
   *
   * @throws DTypeException when the indices are bools
   * @throws ShapeException when the number of classes is negative
   */
  public static Tensor oneHot(Tensor indices, int classes, DType dtype, int axis) {
    if (!indices.dtype().isInteger() && !indices.dtype().isFloating()) {
      throw new DTypeException(
          "one_hot: the indices are "
              + indices.type()
              + "; they must be integers: convert with astype(DType.I32)");
    }
    int place = indices.shape().insert(0, 1).axis(axis, "one_hot");
    return Library.named(
        "one_hot",
        List.of(classes, dtype, place),
        in -> {
          Shape shape = indices.shape().insert(place, classes);
          int[] axes = new int[indices.rank()];
          for (int i = 0; i < axes.length; i++) {
            axes[i] = i < place ? i : i + 1;
          }
          Tensor index = Lax.broadcastInDim(in.getFirst(), shape, axes);
          Tensor count = Lax.broadcastedIota(index.dtype(), shape, place);
          return Lax.convert(Lax.eq(index, count), dtype);
        },
        indices);
  }
}
