package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Arithmetic of trees of tensors, leaf by leaf; Optax's tree utilities. Leaves that are no tensors
 * stay as they are in the first tree.
 *
 * <pre>{@code
 * Map<String, Tensor> x = Map.of("w", Numpy.ones(2, 3), "b", Numpy.zeros(3));
 * Map<String, Tensor> y = TreeMath.addScale(x, Tensor.of(0.5), x);
 * float norm = TreeMath.norm(y).toFloat();
 * }</pre>
 */
public final class TreeMath {
  private TreeMath() {}

  /** How a random tensor is drawn. */
  @FunctionalInterface
  public interface Sampler {
    /** A tensor of a shape and dtype from a key. */
    Tensor draw(Tensor key, Shape shape, DType dtype);
  }

  /** x + y. */
  public static <T> T add(T x, Object y) {
    return Leafwise.map(Tensor::plus, x, y);
  }

  /** x - y. */
  public static <T> T sub(T x, Object y) {
    return Leafwise.map(Tensor::minus, x, y);
  }

  /** x * y. */
  public static <T> T mul(T x, Object y) {
    return Leafwise.map(Tensor::times, x, y);
  }

  /** x / y. */
  public static <T> T div(T x, Object y) {
    return Leafwise.map(Tensor::div, x, y);
  }

  /** A number times x. */
  public static <T> T scale(Tensor factor, T x) {
    return Leafwise.map(factor::times, x);
  }

  /** A number times x. */
  public static <T> T scale(double factor, T x) {
    return scale(Tensor.of(factor), x);
  }

  /** x + factor * y. */
  public static <T> T addScale(T x, Tensor factor, Object y) {
    return Leafwise.map((a, b) -> a.plus(factor.times(b)), x, y);
  }

  /** x + factor * y. */
  public static <T> T addScale(T x, double factor, Object y) {
    return addScale(x, Tensor.of(factor), y);
  }

  /** The inner product of all elements, the first complex conjugated; a scalar. */
  public static Tensor vdot(Object x, Object y) {
    Tensor sum = null;
    Object products =
        Leafwise.map(
            (a, b) -> (a.dtype().isComplex() ? Lax.conj(a) : a).ravel().dot(b.ravel()), x, y);
    for (Tensor product : Leafwise.tensors(products)) {
      sum = sum == null ? product : sum.plus(product);
    }
    return sum == null ? Tensor.of(0.0) : sum;
  }

  /** The sum of all elements; a scalar. */
  public static Tensor sum(Object x) {
    Tensor sum = null;
    for (Tensor leaf : Leafwise.tensors(x)) {
      sum = sum == null ? leaf.sum() : sum.plus(leaf.sum());
    }
    return sum == null ? Tensor.of(0.0) : sum;
  }

  /** The largest element, -inf if there is none; a scalar. */
  public static Tensor max(Object x) {
    Tensor max = Tensor.of(Double.NEGATIVE_INFINITY);
    for (Tensor leaf : Leafwise.tensors(x)) {
      max = leaf.size() == 0 ? max : Numpy.maximum(max, leaf.max());
    }
    return max;
  }

  /** The smallest element, inf if there is none; a scalar. */
  public static Tensor min(Object x) {
    Tensor min = Tensor.of(Double.POSITIVE_INFINITY);
    for (Tensor leaf : Leafwise.tensors(x)) {
      min = leaf.size() == 0 ? min : Numpy.minimum(min, leaf.min());
    }
    return min;
  }

  /** The number of elements. */
  public static long size(Object x) {
    return Leafwise.tensors(x).stream().mapToLong(Tensor::size).sum();
  }

  /** The 2-norm of all elements together; a scalar. */
  public static Tensor norm(Object x) {
    return squaredNorm(x).sqrt();
  }

  /** The square of the 2-norm of all elements together; a scalar. */
  public static Tensor squaredNorm(Object x) {
    return sum(Leafwise.map(Squares::of, x));
  }

  /**
   * The 1-norm, 2-norm or (for infinity) largest absolute value of all elements; a scalar.
   *
   * @throws OptimException for another order
   */
  public static Tensor norm(Object x, double order) {
    if (order == 2) {
      return norm(x);
    }
    Object absolute = Leafwise.map(Numpy::abs, x);
    if (order == 1) {
      return sum(absolute);
    }
    if (order == Double.POSITIVE_INFINITY) {
      return max(absolute);
    }
    throw new OptimException("norm: the order is " + order + "; it must be 1, 2 or infinity");
  }

  /** Whether all elements are finite; a bool scalar. */
  public static Tensor isFinite(Object x) {
    Tensor all = Tensor.of(true);
    for (Tensor leaf : Leafwise.tensors(x)) {
      all = Numpy.logicalAnd(all, Numpy.isfinite(leaf).all());
    }
    return all;
  }

  /** The complex conjugate. */
  public static <T> T conj(T x) {
    return Leafwise.map(a -> a.dtype().isComplex() ? Lax.conj(a) : a, x);
  }

  /** The real part. */
  public static <T> T real(T x) {
    return Leafwise.map(a -> a.dtype().isComplex() ? Lax.real(a) : a, x);
  }

  /** Zeros of the types of a tree. */
  public static <T> T zerosLike(T x) {
    return Moments.zeros(x);
  }

  /** Zeros of the shapes of a tree, in a dtype. */
  public static <T> T zerosLike(T x, DType dtype) {
    return Moments.zeros(x, dtype);
  }

  /** Ones of the types of a tree. */
  public static <T> T onesLike(T x) {
    return fullLike(x, 1);
  }

  /** A number everywhere, of the types of a tree. */
  public static <T> T fullLike(T x, Number value) {
    return Leafwise.map(a -> Numpy.full(a.shape(), value, a.dtype()), x);
  }

  /** Each tensor repeated along new leading axes. */
  public static <T> T batchShape(T x, int... sizes) {
    return Leafwise.map(
        a -> {
          int[] shape = Arrays.copyOf(sizes, sizes.length + a.rank());
          System.arraycopy(a.shape().toArray(), 0, shape, sizes.length, a.rank());
          return Numpy.broadcastTo(a, shape);
        },
        x);
  }

  /** Each element brought into [low, high]. */
  public static <T> T clip(T x, Number low, Number high) {
    return Leafwise.map(a -> a.clip(low, high), x);
  }

  /** The first tree where a condition holds, else the second. */
  public static <T> T where(Tensor condition, T x, Object y) {
    return Leafwise.map((a, b) -> Numpy.where(condition, a, b), x, y);
  }

  /** Whether all elements are close, as {@link Numpy#allclose}; a bool scalar. */
  public static Tensor allclose(Object x, Object y) {
    Tensor all = Tensor.of(true);
    for (Tensor close : Leafwise.tensors(Leafwise.map(Numpy::allclose, x, y))) {
      all = Numpy.logicalAnd(all, close);
    }
    return all;
  }

  /** The tree in a dtype. */
  public static <T> T cast(T x, DType dtype) {
    return Moments.cast(x, dtype);
  }

  /** The tree in the dtypes of another. */
  public static <T> T castLike(T x, Object other) {
    return Leafwise.map((a, b) -> a.astype(b.dtype()), x, other);
  }

  /**
   * The dtype of all tensors.
   *
   * @throws OptimException when there are several, or none
   */
  public static DType dtype(Object x) {
    List<DType> dtypes = Leafwise.tensors(x).stream().map(Tensor::dtype).distinct().toList();
    if (dtypes.size() != 1) {
      throw new OptimException(
          "dtype: the tensors have the dtypes " + dtypes + "; there must be one");
    }
    return dtypes.getFirst();
  }

  /** The widest dtype of the tensors; the default floating dtype if there are none. */
  public static DType widest(Object x) {
    return Leafwise.tensors(x).stream()
        .map(Tensor::dtype)
        .max(Comparator.comparingInt(TreeMath::width))
        .orElseGet(Defaults::floating);
  }

  /** The narrowest dtype of the tensors; the default floating dtype if there are none. */
  public static DType narrowest(Object x) {
    return Leafwise.tensors(x).stream()
        .map(Tensor::dtype)
        .min(Comparator.comparingInt(TreeMath::width))
        .orElseGet(Defaults::floating);
  }

  private static int width(DType dtype) {
    return dtype.kind().ordinal() * 256 + dtype.bits();
  }

  /** A key for each tensor, in a tree like the given one. */
  public static <T> T splitKeyLike(Tensor key, T x) {
    List<Tensor> tensors = Leafwise.tensors(x);
    Tensor keys = Random.split(key, tensors.size());
    List<Tensor> each = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      each.add(Random.keyAt(keys, i));
    }
    return Leafwise.replace(x, each);
  }

  /** Random tensors of the types of a tree, each drawn with a key of its own. */
  public static <T> T randomLike(Tensor key, T x, Sampler sampler) {
    return Leafwise.map((a, k) -> sampler.draw(k, a.shape(), a.dtype()), x, splitKeyLike(key, x));
  }

  /** Keys as their words, u32; other tensors as they are. */
  public static <T> T unwrapRandomKeyData(T x) {
    return Leafwise.map(a -> a.dtype().isKey() ? Random.keyData(a) : a, x);
  }

  /** (1 - decay) updates^order + decay moments. */
  public static <T> T updateMoment(T updates, Object moments, double decay, int order) {
    return like(updates, Moments.update(updates, moments, Scalar.of(decay), order));
  }

  /** As {@link #updateMoment} of order 2, with absolute values of complex numbers. */
  public static <T> T updateMomentPerElemNorm(T updates, Object moments, double decay) {
    return like(updates, Moments.updateSquares(updates, moments, Scalar.of(decay)));
  }

  /** max(|updates| + eps, decay moments). */
  public static <T> T updateInfinityMoment(T updates, Object moments, double decay, double eps) {
    Scalar tiny = Scalar.of(eps);
    return like(updates, Moments.updateInfinity(updates, moments, Scalar.of(decay), tiny));
  }

  /** moments / (1 - decay^count): their mean had they not begun at 0. */
  public static <T> T biasCorrection(T moments, double decay, Tensor count) {
    return Moments.corrected(moments, Scalar.of(decay), count);
  }

  private static <T> T like(T tree, Object other) {
    return Leafwise.map((a, b) -> b, tree, other);
  }
}
