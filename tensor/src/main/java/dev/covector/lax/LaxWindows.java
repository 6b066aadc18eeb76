package dev.covector.lax;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.op.SlidingWindow;
import dev.covector.op.Window;
import dev.covector.op.WindowOp;
import dev.covector.op.Zeros;
import dev.covector.trace.Trace;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/** Combinations of the elements of windows: the parts of pooling. */
public class LaxWindows extends LaxConvolutions {
  /** Windows of more elements than this are combined axis by axis, and in powers of two. */
  private static final int UNROLLED = 32;

  LaxWindows() {}

  /** The sum of each window: JAX's reduce_window with 0 and add. */
  public static Tensor reduceWindowSum(Tensor x, WindowOptions options) {
    return Library.named(
        "reduce_window_sum",
        List.of(options),
        in -> {
          Tensor v = padded("reduce_window_sum", in.getFirst(), 0, options);
          return Trace.bind(new WindowOp.ReduceWindowSum(options.window()), v);
        },
        x);
  }

  /**
   * The largest element of each window: JAX's reduce_window with -inf and max. The gradient goes to
   * the first of equal elements.
   */
  public static Tensor reduceWindowMax(Tensor x, WindowOptions options) {
    return extremum(true, x, options);
  }

  /** The smallest element of each window; see {@link #reduceWindowMax}. */
  public static Tensor reduceWindowMin(Tensor x, WindowOptions options) {
    return extremum(false, x, options);
  }

  private static Tensor extremum(boolean largest, Tensor x, WindowOptions options) {
    String name = largest ? "reduce_window_max" : "reduce_window_min";
    return Library.named(
        name,
        List.of(options),
        in -> {
          Tensor v = in.getFirst();
          Number identity = extreme(v.dtype(), !largest);
          return extremum(largest, padded(name, v, identity, options), options.window());
        },
        x);
  }

  /** A long window is made of shorter ones that may overlap, so that the work stays small. */
  private static Tensor extremum(boolean largest, Tensor x, Window window) {
    if (window.volume() <= UNROLLED) {
      return Trace.bind(new WindowOp.ReduceWindowExtremum(largest, window), x);
    }
    int rank = x.rank();
    Tensor result = x;
    // the last axis first: of equal elements the first in row-major order is found
    for (int axis = rank - 1; axis >= 0; axis--) {
      int dilation = window.dilation().get(axis);
      int size = window.sizes().get(axis);
      int covered = 1;
      while (covered < size) {
        int next = Math.min(size - covered, covered);
        int step = covered + next == size ? window.strides().get(axis) : 1;
        List<Integer> sizes = ones(rank);
        List<Integer> steps = ones(rank);
        List<Integer> apart = ones(rank);
        sizes.set(axis, 2);
        steps.set(axis, step);
        apart.set(axis, next * dilation);
        result =
            Trace.bind(
                new WindowOp.ReduceWindowExtremum(largest, new Window(sizes, steps, apart)),
                result);
        covered += next;
      }
      if (size == 1 && window.strides().get(axis) > 1) {
        List<Integer> steps = ones(rank);
        steps.set(axis, window.strides().get(axis));
        List<Integer> limits = new ArrayList<>();
        for (int a = 0; a < rank; a++) {
          limits.add(result.shape().dim(a));
        }
        result = slice(result, Collections.nCopies(rank, 0), limits, steps);
      }
    }
    return result;
  }

  /** The largest or smallest value of a dtype. */
  private static Number extreme(DType dtype, boolean largest) {
    return switch (dtype.kind()) {
      case FLOAT -> largest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      case SIGNED -> {
        long most = Long.MAX_VALUE >> 64 - dtype.bits();
        yield largest ? most : -most - 1;
      }
      case UNSIGNED -> largest ? -1L >>> 64 - dtype.bits() : 0L;
      case BOOL, COMPLEX, KEY -> 0L; // the operation refuses them
    };
  }

  private static List<Integer> ones(int rank) {
    return new ArrayList<>(Collections.nCopies(rank, 1));
  }

  /**
   * Any combination of each window: JAX's reduce_window.
   *
   * @param initial a scalar of x's dtype, which is combined with each window and is what padding
   *     holds
   * @param computation of two tensors of one shape; associative
   */
  public static Tensor reduceWindow(
      Tensor x, Tensor initial, BinaryOperator<Tensor> computation, WindowOptions options) {
    Tensor v = pads("reduce_window", x, initial, options);
    Window window = options.window();
    Shape shape =
        new WindowOp.ReduceWindowExtremum(true, window)
            .outputTypes(List.of(v.type().withDType(DType.F32)))
            .getFirst()
            .shape();
    Tensor result = broadcast(initial, shape);
    for (long element = 0; element < window.volume(); element++) {
      int[] index = window.element(element);
      List<Integer> starts = new ArrayList<>();
      List<Integer> limits = new ArrayList<>();
      for (int axis = 0; axis < index.length; axis++) {
        int start = index[axis] * window.dilation().get(axis);
        int count = shape.dim(axis);
        starts.add(Math.min(start, v.shape().dim(axis)));
        limits.add(
            count == 0 ? starts.get(axis) : start + (count - 1) * window.strides().get(axis) + 1);
      }
      result = computation.apply(result, slice(v, starts, limits, window.strides()));
    }
    return result;
  }

  private static Tensor padded(String op, Tensor x, Number identity, WindowOptions options) {
    return pads(op, x, Zeros.filled(x.type().withShape(Shape.SCALAR), identity), options);
  }

  private static Tensor pads(String op, Tensor x, Tensor value, WindowOptions options) {
    int rank = x.rank();
    List<Integer> spacing = options.orOnes(options.baseDilation());
    Window window = options.window();
    boolean fits =
        options.sizes().size() == rank
            && spacing.size() == rank
            && window.strides().size() == rank
            && window.dilation().size() == rank
            && spacing.stream().allMatch(n -> n >= 1)
            && window.strides().stream().allMatch(n -> n >= 1);
    if (!fits) {
      throw new ShapeException(
          op
              + ": "
              + x.type()
              + " with "
              + options
              + "; give one size, stride and dilation of at least 1 per axis");
    }
    List<Integer> sizes = new ArrayList<>();
    List<Integer> extents = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(SlidingWindow.dilated(x.shape().dim(axis), spacing.get(axis)));
      extents.add(SlidingWindow.dilated(window.sizes().get(axis), window.dilation().get(axis)));
    }
    Padding.Explicit pads = options.padding().resolve(op, sizes, extents, window.strides());
    boolean isNone =
        pads.low().stream().allMatch(n -> n == 0)
            && pads.high().stream().allMatch(n -> n == 0)
            && spacing.stream().allMatch(n -> n == 1);
    return isNone
        ? x
        : pad(x, value, pads.low(), pads.high(), spacing.stream().map(n -> n - 1).toList());
  }
}
