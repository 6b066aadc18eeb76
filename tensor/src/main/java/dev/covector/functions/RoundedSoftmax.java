package dev.covector.functions;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Jvp;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Collections;
import java.util.List;

/**
 * Softmax over the last axis in f32, rounded as XLA rounds it on a CPU, operation by operation. An
 * attention of f64 that rounds its weights to f32 has the errors of exactly these roundings: with
 * others, every result would differ from JAX's by 1e-7.
 *
 * <p>XLA computes the exponential with a polynomial (Moshier, <i>Cephes Mathematical Library</i>,
 * expf) in fused operations, divides by multiplying with the reciprocal, and sums from the first to
 * the last element, in windows of 32 where there are more. Its derivative rounds each operation
 * too.
 */
final class RoundedSoftmax {
  private static final double LOG2_E = 1.44269504088896341f;

  /**
   * The natural logarithm of 2 as a sum, whose first part times a small integer is exact in f32.
   */
  private static final double LN2_HIGH = 0.693359375f;

  private static final double LN2_LOW = -2.12194440e-4f;

  private static final double[] POLYNOMIAL = {
    1.9875691500e-4f,
    1.3981999507e-3f,
    8.3334519073e-3f,
    4.1665795894e-2f,
    1.6666665459e-1f,
    5.0000001201e-1f
  };

  private static final int LEAST_EXPONENT = -126;
  private static final int BIAS = 127;
  private static final int MANTISSA_BITS = 23;
  private static final int WINDOW = 32;

  private static final Fn1<Tensor, Tensor> SOFTMAX =
      Covector.customJvp(RoundedSoftmax::shares, RoundedSoftmax::rule);

  private RoundedSoftmax() {}

  /**
   * The shares.
   *
   * @param x f32[..., n], n at least 1
   */
  static Tensor of(Tensor x) {
    return SOFTMAX.apply(x);
  }

  private static Tensor shares(Tensor x) {
    Tensor exponentials = exponentials(x);
    Tensor sum = sum(exponentials);
    return product(exponentials, Lax.div(Lax.fullLike(sum, 1), sum));
  }

  private static Tensor exponentials(Tensor x) {
    return exp(x.minus(Numpy.max(x, new int[] {-1}, true)));
  }

  /**
   * The tangent of the quotient of e and its sum s: {@code de / s - ds e / s^2}; the first product
   * and the sum are one fused operation in XLA. Its transpose rounds as XLA's does.
   */
  private static Jvp<Tensor> rule(List<Object> in, List<Object> tangents) {
    Tensor e = exponentials((Tensor) in.getFirst());
    Tensor s = sum(e);
    Tensor one = Lax.fullLike(s, 1);
    Tensor reciprocal = Lax.div(one, s);
    Tensor de = product((Tensor) tangents.getFirst(), e);
    Tensor ds = spread(sum(de).unaryMinus(), e.shape().dim(-1));
    Tensor second = product(product(ds, e), Lax.div(one, product(s, s)));
    Tensor tangent = narrow(fused(wide(de), wide(reciprocal), wide(second)));
    return new Jvp<>(product(e, reciprocal), tangent);
  }

  /** The rounded product: by way of f64, so that no backend contracts it with a sum. */
  private static Tensor product(Tensor x, Tensor y) {
    return narrow(wide(x).times(wide(y)));
  }

  private static Tensor wide(Tensor x) {
    return Lax.convert(x, DType.F64);
  }

  private static Tensor narrow(Tensor x) {
    return Lax.convert(x, DType.F32);
  }

  /** {@code x y + z} with one rounding: the product of two f32 is exact in f64. */
  private static Tensor fused(Tensor x, Tensor y, Tensor z) {
    return wide(narrow(x.times(y).plus(z)));
  }

  /** The exponential of numbers that are not positive; what would be subnormal is 0. */
  private static Tensor exp(Tensor x) {
    Tensor v = wide(x);
    Tensor bounded = Lax.max(v, constant(v, -BIAS)); // infinities have no integer part
    Tensor n = Lax.floor(fused(bounded, constant(v, LOG2_E), constant(v, 0.5)));
    Tensor negative = n.unaryMinus();
    Tensor rest = fused(negative, constant(v, LN2_HIGH), bounded);
    rest = fused(negative, constant(v, LN2_LOW), rest);
    Tensor z = constant(v, POLYNOMIAL[0]);
    for (int i = 1; i < POLYNOMIAL.length; i++) {
      z = fused(rest, z, constant(v, POLYNOMIAL[i]));
    }
    z = fused(z, wide(narrow(rest.times(rest))), rest);
    z = wide(narrow(z.plus(1.0)));
    Tensor result = narrow(z.times(wide(power(n))));
    Tensor zero = Lax.ge(constant(v, LEAST_EXPONENT - 1), n);
    Tensor tiny = Numpy.logicalOr(zero, Numpy.less(result, Float.MIN_NORMAL));
    Tensor computed = Lax.select(tiny, Lax.fullLike(result, 0), result);
    return Lax.select(Numpy.isnan(x), x, computed);
  }

  private static Tensor constant(Tensor like, double value) {
    return Lax.fullLike(like, value);
  }

  /** 2^n for integers from the least exponent to 0, made of its bits. */
  private static Tensor power(Tensor n) {
    Tensor exponent = Lax.convert(Lax.max(n, constant(n, LEAST_EXPONENT)), DType.I32).plus(BIAS);
    return Lax.bitcast(Lax.shiftLeft(exponent, Lax.fullLike(exponent, MANTISSA_BITS)), DType.F32);
  }

  /** The sum over the last axis, which stays with size 1; rounded after each element. */
  private static Tensor sum(Tensor x) {
    int axis = x.rank() - 1;
    int size = x.shape().dim(axis);
    if (size <= WINDOW) {
      return inOrder(x);
    }
    int windows = Math.ceilDiv(size, WINDOW);
    int[][] widths = new int[x.rank()][2];
    widths[axis][0] = (windows * WINDOW - size) / 2;
    widths[axis][1] = windows * WINDOW - size - widths[axis][0];
    Tensor padded = Numpy.pad(x, widths);
    Tensor grid = Lax.reshape(padded, x.shape().with(axis, windows).insert(axis + 1, WINDOW));
    return inOrder(Lax.reshape(inOrder(grid), x.shape().with(axis, windows)));
  }

  private static Tensor inOrder(Tensor x) {
    int axis = x.rank() - 1;
    Tensor sum = Lax.sliceInDim(x, 0, 1, axis);
    for (int i = 1; i < x.shape().dim(axis); i++) {
      sum = sum.plus(Lax.sliceInDim(x, i, i + 1, axis));
    }
    return sum;
  }

  /** A last axis of size 1 repeated; transposed this is {@link #sum}, in the same order. */
  private static Tensor spread(Tensor x, int size) {
    int axis = x.rank() - 1;
    if (size <= WINDOW) {
      return copies(x, size);
    }
    int windows = Math.ceilDiv(size, WINDOW);
    Tensor columns =
        Lax.reshape(copies(x, windows), x.shape().with(axis, windows).insert(axis + 1, 1));
    Tensor padded = Lax.reshape(copies(columns, WINDOW), x.shape().with(axis, windows * WINDOW));
    int before = (windows * WINDOW - size) / 2;
    return Lax.sliceInDim(padded, before, before + size, axis);
  }

  private static Tensor copies(Tensor x, int count) {
    return Lax.concatenate(Collections.nCopies(count, x), x.rank() - 1);
  }
}
