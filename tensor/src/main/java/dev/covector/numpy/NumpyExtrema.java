package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.op.Reduction;
import dev.covector.trace.Trace;
import java.util.List;

/** The largest, the smallest, all, any, and the logarithm of a sum of exponentials. */
public class NumpyExtrema extends NumpySums {
  NumpyExtrema() {}

  /**
   * The largest element, NaN when there is one; a scalar.
   *
   * @throws ShapeException when there are no elements
   */
  public static Tensor max(Tensor x) {
    return max(x, Over.all());
  }

  /** The largest element, NaN when there is one along axes, which disappear. */
  public static Tensor max(Tensor x, int... axes) {
    return max(x, Over.axes(axes));
  }

  /** The largest element, NaN when there is one along axes, which stay with size 1 if asked. */
  public static Tensor max(Tensor x, int[] axes, boolean keepDims) {
    return max(x, Over.axes(axes).keepDims(keepDims));
  }

  /**
   * The largest element, with options; ties share the gradient equally.
   *
   * @throws ShapeException when there are no elements, or a mask, without an initial value
   */
  public static Tensor max(Tensor x, Over over) {
    requireIdentity("max", x, over);
    return reduce("max", x, over, NumpyExtrema::maxOf);
  }

  private static Tensor maxOf(Tensor x, Over over) {
    List<Integer> axes = over.axesOf(x.shape(), "max");
    Tensor values = masked("max", strong(x), over, lowest(x.dtype()));
    Tensor result = axes.isEmpty() ? values : Lax.reduceMax(values, axes);
    if (over.initial().isPresent()) {
      result = Lax.max(like(result, over.initial().get()), result);
    }
    return kept(result, x.shape(), axes, over);
  }

  /** Another name of {@link #max(Tensor, int...)}. */
  public static Tensor amax(Tensor x, int... axes) {
    return axes.length == 0 ? max(x) : max(x, axes);
  }

  /**
   * The smallest element, NaN when there is one; a scalar.
   *
   * @throws ShapeException when there are no elements
   */
  public static Tensor min(Tensor x) {
    return min(x, Over.all());
  }

  /** The smallest element, NaN when there is one along axes, which disappear. */
  public static Tensor min(Tensor x, int... axes) {
    return min(x, Over.axes(axes));
  }

  /** The smallest element, NaN when there is one along axes, which stay with size 1 if asked. */
  public static Tensor min(Tensor x, int[] axes, boolean keepDims) {
    return min(x, Over.axes(axes).keepDims(keepDims));
  }

  /**
   * The smallest element, with options; ties share the gradient equally.
   *
   * @throws ShapeException when there are no elements, or a mask, without an initial value
   */
  public static Tensor min(Tensor x, Over over) {
    requireIdentity("min", x, over);
    return reduce("min", x, over, NumpyExtrema::minOf);
  }

  private static Tensor minOf(Tensor x, Over over) {
    List<Integer> axes = over.axesOf(x.shape(), "min");
    Tensor values = masked("min", strong(x), over, highest(x.dtype()));
    Tensor result = axes.isEmpty() ? values : Lax.reduceMin(values, axes);
    if (over.initial().isPresent()) {
      result = Lax.min(like(result, over.initial().get()), result);
    }
    return kept(result, x.shape(), axes, over);
  }

  /** Another name of {@link #min(Tensor, int...)}. */
  public static Tensor amin(Tensor x, int... axes) {
    return axes.length == 0 ? min(x) : min(x, axes);
  }

  static Tensor strong(Tensor x) {
    return x.type().weak() ? Lax.convert(x, x.dtype()) : x;
  }

  private static void requireIdentity(String op, Tensor x, Over over) {
    if (over.initial().isPresent()) {
      return;
    }
    if (over.where().isPresent()) {
      throw new ShapeException(
          op
              + ": a where mask may leave no element of "
              + x.type()
              + "; say what comes out then with initial(...)");
    }
    for (int axis : over.axesOf(x.shape(), op)) {
      if (x.shape().dim(axis) == 0) {
        throw new ShapeException(
            op
                + ": axis "
                + axis
                + " of "
                + x.type()
                + " has no elements; say what comes out then with initial(...)");
      }
    }
  }

  /** The number that every other is at least. */
  static Number lowest(DType dtype) {
    return switch (dtype.kind()) {
      case FLOAT -> Double.NEGATIVE_INFINITY;
      case SIGNED -> -1L << (dtype.bits() - 1);
      case BOOL, UNSIGNED -> 0;
      case COMPLEX, KEY -> throw unordered(dtype);
    };
  }

  /** The number that every other is at most. */
  static Number highest(DType dtype) {
    return switch (dtype.kind()) {
      case FLOAT -> Double.POSITIVE_INFINITY;
      case SIGNED -> ~(-1L << (dtype.bits() - 1));
      case BOOL -> 1;
      case UNSIGNED -> -1L;
      case COMPLEX, KEY -> throw unordered(dtype);
    };
  }

  private static DTypeException unordered(DType dtype) {
    return new DTypeException(dtype + " has no order; compare another dtype");
  }

  /** The largest element minus the smallest; a scalar. */
  public static Tensor ptp(Tensor x) {
    return ptp(x, Over.all());
  }

  /** The largest element minus the smallest along axes, which disappear. */
  public static Tensor ptp(Tensor x, int... axes) {
    return ptp(x, Over.axes(axes));
  }

  /** The largest element minus the smallest along axes, which stay with size 1 if asked. */
  public static Tensor ptp(Tensor x, int[] axes, boolean keepDims) {
    return ptp(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The largest element minus the smallest, with options. */
  public static Tensor ptp(Tensor x, Over over) {
    requireIdentity("ptp", x, over);
    return reduceNamed("ptp", x, over, (v, o) -> Lax.sub(maxOf(v, o), minOf(v, o)));
  }

  /** Whether every element is true (not 0); a scalar. */
  public static Tensor all(Tensor x) {
    return all(x, Over.all());
  }

  /** Whether every element is true (not 0) along axes, which disappear. */
  public static Tensor all(Tensor x, int... axes) {
    return all(x, Over.axes(axes));
  }

  /** Whether every element is true (not 0) along axes, which stay with size 1 if asked. */
  public static Tensor all(Tensor x, int[] axes, boolean keepDims) {
    return all(x, Over.axes(axes).keepDims(keepDims));
  }

  /** Whether every element is true (not 0), with options. */
  public static Tensor all(Tensor x, Over over) {
    refuseInitial("all", over);
    return reduce("all", x, over, NumpyExtrema::allOf);
  }

  static Tensor allOf(Tensor x, Over over) {
    List<Integer> axes = over.axesOf(x.shape(), "all");
    Tensor values = masked("all", truth(x), over, 1);
    Tensor result =
        axes.isEmpty() ? values : Trace.bind(new Reduction.ReduceBits(ScalarFn.AND, axes), values);
    return kept(result, x.shape(), axes, over);
  }

  /** Whether some element is true (not 0); a scalar. */
  public static Tensor any(Tensor x) {
    return any(x, Over.all());
  }

  /** Whether some element is true (not 0) along axes, which disappear. */
  public static Tensor any(Tensor x, int... axes) {
    return any(x, Over.axes(axes));
  }

  /** Whether some element is true (not 0) along axes, which stay with size 1 if asked. */
  public static Tensor any(Tensor x, int[] axes, boolean keepDims) {
    return any(x, Over.axes(axes).keepDims(keepDims));
  }

  /** Whether some element is true (not 0), with options. */
  public static Tensor any(Tensor x, Over over) {
    refuseInitial("any", over);
    return reduce("any", x, over, NumpyExtrema::anyOf);
  }

  static Tensor anyOf(Tensor x, Over over) {
    List<Integer> axes = over.axesOf(x.shape(), "any");
    Tensor values = masked("any", truth(x), over, 0);
    Tensor result =
        axes.isEmpty() ? values : Trace.bind(new Reduction.ReduceBits(ScalarFn.OR, axes), values);
    return kept(result, x.shape(), axes, over);
  }

  /** The number of elements that are not 0; a scalar. */
  public static Tensor countNonzero(Tensor x) {
    return countNonzero(x, Over.all());
  }

  /** The number of elements that are not 0 along axes, which disappear. */
  public static Tensor countNonzero(Tensor x, int... axes) {
    return countNonzero(x, Over.axes(axes));
  }

  /** The number of elements that are not 0 along axes, which stay with size 1 if asked. */
  public static Tensor countNonzero(Tensor x, int[] axes, boolean keepDims) {
    return countNonzero(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The number of elements that are not 0, with options. */
  public static Tensor countNonzero(Tensor x, Over over) {
    return reduceNamed(
        "count_nonzero", x, over, (v, o) -> sumOf(truth(v), o.dtype(Defaults.integer())));
  }

  /** The logarithm of the sum of exponentials, without overflow; a scalar. */
  public static Tensor logsumexp(Tensor x) {
    return logsumexp(x, Over.all());
  }

  /** The logarithm of the sum of exponentials, without overflow along axes, which disappear. */
  public static Tensor logsumexp(Tensor x, int... axes) {
    return logsumexp(x, Over.axes(axes));
  }

  /**
   * The logarithm of the sum of exponentials, without overflow along axes, which stay with size 1
   * if asked.
   */
  public static Tensor logsumexp(Tensor x, int[] axes, boolean keepDims) {
    return logsumexp(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The logarithm of the sum of exponentials, with options; -inf of no elements. */
  public static Tensor logsumexp(Tensor x, Over over) {
    refuseInitial("logsumexp", over);
    return reduceNamed("logsumexp", x, over, NumpyExtrema::logSumExpOf);
  }

  private static Tensor logSumExpOf(Tensor x, Over over) {
    Tensor values = Lax.convert(x, floating(x.dtype()));
    Over kept = over.keepDims();
    Tensor high = Lax.stopGradient(maxOf(values, kept.initial(Double.NEGATIVE_INFINITY)));
    Tensor shift = Lax.select(Lax.isFinite(high), high, like(high, 0));
    Tensor shifted = Lax.sub(values, Promotion.stretch(shift, x.shape()));
    Tensor sum = sumOf(Lax.exp(masked("logsumexp", shifted, over, Double.NEGATIVE_INFINITY)), kept);
    Tensor result = Lax.add(Lax.log(sum), shift);
    return over.keepsDims()
        ? result
        : Lax.reshape(result, without(x.shape(), over.axesOf(x.shape(), "logsumexp")));
  }

  private static Shape without(Shape shape, List<Integer> axes) {
    Shape result = shape;
    for (int i = axes.size() - 1; i >= 0; i--) {
      result = result.remove(axes.get(i));
    }
    return result;
  }
}
