package dev.covector.fft;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.op.ComplexOp;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Discrete Fourier transforms, as {@code jax.numpy.fft}: {@code y[k] = sum over j of x[j] exp(-2 pi
 * i j k / n)}. Real operands become complex; f64 gives c128, everything else c64. Without axes the
 * transforms of one axis take the last one, those of two the last two, those of several all. A
 * negative axis counts from the end.
 */
public final class Fft {
  private Fft() {}

  /** The transform along the last axis. */
  public static Tensor fft(Tensor x) {
    return fft(x, x.rank() == 0 ? 0 : x.shape().dim(-1), -1, Norm.BACKWARD);
  }

  /**
   * The transform along an axis.
   *
   * @param n the number of points: the axis is cut, or zeros are put behind it
   * @throws ShapeException when there is no such axis, or n is not positive
   */
  public static Tensor fft(Tensor x, int n, int axis, Norm norm) {
    return along("fft", x, n, axis, norm, false);
  }

  /** The inverse transform along the last axis. */
  public static Tensor ifft(Tensor x) {
    return ifft(x, x.rank() == 0 ? 0 : x.shape().dim(-1), -1, Norm.BACKWARD);
  }

  /**
   * The inverse transform along an axis.
   *
   * @param n the number of points: the axis is cut, or zeros are put behind it
   * @throws ShapeException when there is no such axis, or n is not positive
   */
  public static Tensor ifft(Tensor x, int n, int axis, Norm norm) {
    return along("ifft", x, n, axis, norm, true);
  }

  /** The first n / 2 + 1 points of the transform of a real operand along the last axis. */
  public static Tensor rfft(Tensor x) {
    return rfft(x, x.rank() == 0 ? 0 : x.shape().dim(-1), -1, Norm.BACKWARD);
  }

  /**
   * The first n / 2 + 1 points of the transform of a real operand; the others are their conjugates.
   *
   * @throws DTypeException when the operand is complex
   * @throws ShapeException when there is no such axis, or n is not positive
   */
  public static Tensor rfft(Tensor x, int n, int axis, Norm norm) {
    requireReal("rfft", x);
    int a = x.shape().axis(axis, "rfft");
    return Lax.sliceInDim(along("rfft", x, n, a, norm, false), 0, n / 2 + 1, a);
  }

  /** The real tensor whose {@link #rfft(Tensor)} this is, with an even number of points. */
  public static Tensor irfft(Tensor x) {
    return irfft(x, x.rank() == 0 ? 0 : 2 * (x.shape().dim(-1) - 1), -1, Norm.BACKWARD);
  }

  /**
   * The real tensor of n points whose {@link #rfft(Tensor)} this is. The imaginary parts of the
   * first point, and of the last when n is even, do not matter.
   *
   * @throws ShapeException when there is no such axis, or n is not positive
   */
  public static Tensor irfft(Tensor x, int n, int axis, Norm norm) {
    int a = x.shape().axis(axis, "irfft");
    requirePoints("irfft", x, n);
    Tensor half = resized(complex(x), n / 2 + 1, a);
    Tensor rest = Lax.sliceInDim(half, 1, (n + 1) / 2, a);
    Tensor mirrored = Lax.conj(Lax.rev(rest, List.of(a)));
    Tensor whole = Lax.concatenate(List.of(half, mirrored), a);
    return Lax.real(along("irfft", whole, n, a, norm, true));
  }

  /** The transform of a signal that is Hermitian in time, hence real, along the last axis. */
  public static Tensor hfft(Tensor x) {
    return hfft(x, x.rank() == 0 ? 0 : 2 * (x.shape().dim(-1) - 1), -1, Norm.BACKWARD);
  }

  /** The transform of n points of a signal that is Hermitian in time, hence real. */
  public static Tensor hfft(Tensor x, int n, int axis, Norm norm) {
    return irfft(Lax.conj(complex(x)), n, axis, norm.swapped());
  }

  /** The inverse of {@link #hfft(Tensor)}. */
  public static Tensor ihfft(Tensor x) {
    return ihfft(x, x.rank() == 0 ? 0 : x.shape().dim(-1), -1, Norm.BACKWARD);
  }

  /** The inverse of {@link #hfft(Tensor, int, int, Norm)}. */
  public static Tensor ihfft(Tensor x, int n, int axis, Norm norm) {
    return Lax.conj(rfft(x, n, axis, norm.swapped()));
  }

  /** The transform along the last two axes. */
  public static Tensor fft2(Tensor x) {
    return fftn(x, Norm.BACKWARD, -2, -1);
  }

  /** The inverse transform along the last two axes. */
  public static Tensor ifft2(Tensor x) {
    return ifftn(x, Norm.BACKWARD, -2, -1);
  }

  /** {@link #rfft(Tensor)} along the last axis, then the transform along the one before. */
  public static Tensor rfft2(Tensor x) {
    return rfftn(x, Norm.BACKWARD, -2, -1);
  }

  /** The real tensor whose {@link #rfft2(Tensor)} this is. */
  public static Tensor irfft2(Tensor x) {
    return irfftn(x, Norm.BACKWARD, -2, -1);
  }

  /** The transform along several axes, without any along all. */
  public static Tensor fftn(Tensor x, Norm norm, int... axes) {
    return several("fftn", x, norm, false, axes(x, axes));
  }

  /** The transform along all axes. */
  public static Tensor fftn(Tensor x) {
    return fftn(x, Norm.BACKWARD);
  }

  /** The inverse transform along several axes, without any along all. */
  public static Tensor ifftn(Tensor x, Norm norm, int... axes) {
    return several("ifftn", x, norm, true, axes(x, axes));
  }

  /** The inverse transform along all axes. */
  public static Tensor ifftn(Tensor x) {
    return ifftn(x, Norm.BACKWARD);
  }

  /** {@link #rfft(Tensor)} along the last of several axes, then the transform along the others. */
  public static Tensor rfftn(Tensor x, Norm norm, int... axes) {
    int[] all = axes(x, axes);
    int last = all[all.length - 1];
    int n = x.shape().dim(x.shape().axis(last, "rfftn"));
    Tensor half = rfft(x, n, last, norm);
    return several("rfftn", half, norm, false, Arrays.copyOf(all, all.length - 1));
  }

  /** {@link #rfft(Tensor)} along the last axis, then the transform along all others. */
  public static Tensor rfftn(Tensor x) {
    return rfftn(x, Norm.BACKWARD);
  }

  /** The real tensor whose {@link #rfftn(Tensor, Norm, int...)} this is. */
  public static Tensor irfftn(Tensor x, Norm norm, int... axes) {
    int[] all = axes(x, axes);
    int last = all[all.length - 1];
    Tensor others = several("irfftn", x, norm, true, Arrays.copyOf(all, all.length - 1));
    int n = 2 * (x.shape().dim(x.shape().axis(last, "irfftn")) - 1);
    return irfft(others, n, last, norm);
  }

  /** The real tensor whose {@link #rfftn(Tensor)} this is. */
  public static Tensor irfftn(Tensor x) {
    return irfftn(x, Norm.BACKWARD);
  }

  /** The frequencies of the points of a transform: 0, 1, ..., -2, -1 over {@code n d}. */
  public static Tensor fftfreq(int n, double d) {
    requireCount("fftfreq", n);
    int positive = (n + 1) / 2;
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = (k < positive ? k : k - n) / (n * d);
    }
    return Tensor.of(values, Defaults.floating());
  }

  /** The frequencies of the points of {@link #rfft(Tensor)}: 0, 1, ..., n / 2 over {@code n d}. */
  public static Tensor rfftfreq(int n, double d) {
    requireCount("rfftfreq", n);
    double[] values = new double[n / 2 + 1];
    for (int k = 0; k < values.length; k++) {
      values[k] = k / (n * d);
    }
    return Tensor.of(values, Defaults.floating());
  }

  /** Frequency 0 moved to the middle of axes, without any of all. */
  public static Tensor fftshift(Tensor x, int... axes) {
    return shifted(x, 1, axes);
  }

  /** The inverse of {@link #fftshift}. */
  public static Tensor ifftshift(Tensor x, int... axes) {
    return shifted(x, -1, axes);
  }

  private static Tensor shifted(Tensor x, int direction, int... axes) {
    Tensor result = x;
    for (int axis : axes(x, axes)) {
      int half = x.shape().dim(x.shape().axis(axis, "fftshift")) / 2;
      result = Numpy.roll(result, direction * half, axis);
    }
    return result;
  }

  private static Tensor several(String op, Tensor x, Norm norm, boolean inverse, int[] axes) {
    Tensor result = complex(x);
    for (int i = axes.length - 1; i >= 0; i--) {
      int n = x.shape().dim(x.shape().axis(axes[i], op));
      result = along(op, result, n, axes[i], norm, inverse);
    }
    return result;
  }

  private static Tensor along(String op, Tensor x, int n, int axis, Norm norm, boolean inverse) {
    int a = x.shape().axis(axis, op);
    requirePoints(op, x, n);
    Tensor points = resized(complex(x), n, a);
    Tensor result = Trace.bind(new ComplexOp.Transform(a, inverse), points);
    double factor = norm.factor(n, inverse);
    return factor == 1 ? result : Lax.mul(result, Lax.fullLike(result, factor));
  }

  private static Tensor resized(Tensor x, int n, int axis) {
    int size = x.shape().dim(axis);
    if (n <= size) {
      return n == size ? x : Lax.sliceInDim(x, 0, n, axis);
    }
    List<Integer> none = Collections.nCopies(x.rank(), 0);
    List<Integer> behind = new ArrayList<>(none);
    behind.set(axis, n - size);
    Tensor zero = Lax.full(Shape.SCALAR, 0, x.dtype());
    return Lax.pad(x, zero, none, behind, none);
  }

  private static Tensor complex(Tensor x) {
    if (x.dtype().isComplex()) {
      return x;
    }
    if (x.dtype().isKey()) {
      throw new DTypeException("fft: the operand is " + x.type() + "; keys have no transform");
    }
    boolean wide = x.dtype() == DType.F64 || !x.dtype().isFloating() && Defaults.current().isWide();
    return Lax.convert(x, wide ? DType.C128 : DType.C64);
  }

  private static int[] axes(Tensor x, int... axes) {
    return axes.length > 0 ? axes : IntStream.range(0, x.rank()).toArray();
  }

  private static void requireReal(String op, Tensor x) {
    if (x.dtype().isComplex()) {
      throw new DTypeException(
          op + ": the operand is " + x.type() + "; it must be real: use fft, or Lax.real");
    }
  }

  private static void requirePoints(String op, Tensor x, int n) {
    if (n < 1) {
      throw new ShapeException(
          op + ": " + n + " points of " + x.type() + " were asked for; there must be one at least");
    }
  }

  private static void requireCount(String op, int n) {
    if (n < 1) {
      throw new ShapeException(op + ": n is " + n + "; it must be positive");
    }
  }
}
