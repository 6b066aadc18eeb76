package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.op.Zeros;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors from sizes and numbers. Floats are f32 and integers i32, or 64 bits when wide. */
public class NumpyCreation extends NumpyJoining {
  NumpyCreation() {}

  /** Zeros of the default float. */
  public static Tensor zeros(int... sizes) {
    return Lax.full(Shape.of(sizes), 0, Defaults.floating());
  }

  /** Zeros of a dtype. */
  public static Tensor zeros(Shape shape, DType dtype) {
    return Lax.full(shape, 0, dtype);
  }

  /** Zeros of x's type. */
  public static Tensor zerosLike(Tensor x) {
    return like(x, 0);
  }

  /** Ones of the default float. */
  public static Tensor ones(int... sizes) {
    return Lax.full(Shape.of(sizes), 1, Defaults.floating());
  }

  /** Ones of a dtype. */
  public static Tensor ones(Shape shape, DType dtype) {
    return Lax.full(shape, 1, dtype);
  }

  /** Ones of x's type. */
  public static Tensor onesLike(Tensor x) {
    return like(x, 1);
  }

  /** Zeros of the default float: memory is never handed out unset. */
  public static Tensor empty(int... sizes) {
    return zeros(sizes);
  }

  /** Zeros of x's type. */
  public static Tensor emptyLike(Tensor x) {
    return zerosLike(x);
  }

  /** One number everywhere; the dtype is weak, as that of the number. */
  public static Tensor full(Shape shape, Number value) {
    return Zeros.filled(new TensorType(dtypeOf(value), shape, true), value);
  }

  /** One number everywhere; the dtype is weak, as that of the number. */
  public static Tensor full(int[] sizes, Number value) {
    return full(Shape.of(sizes), value);
  }

  /**
   * One number everywhere, in a dtype.
   *
   * @throws DTypeException when a NaN or infinity meets an integer dtype
   */
  public static Tensor full(Shape shape, Number value, DType dtype) {
    if (dtype.isInteger() && !Double.isFinite(value.doubleValue())) {
      throw new DTypeException(
          "full: "
              + value
              + " is not an integer, so it cannot be stored as "
              + dtype
              + "; use a floating dtype");
    }
    return Lax.full(shape, value, dtype);
  }

  /** A tensor stretched to a shape. */
  public static Tensor full(Shape shape, Tensor value) {
    return broadcastTo(value, shape);
  }

  /** One number everywhere, of x's type. */
  public static Tensor fullLike(Tensor x, Number value) {
    return like(x, value);
  }

  /** 0, 1, ... before stop; integers for a whole stop, else floats. */
  public static Tensor arange(Number stop) {
    return arange(0, stop, 1, dtypeOf(stop));
  }

  /** start, start + 1, ... before stop; integers when both are whole numbers. */
  public static Tensor arange(Number start, Number stop) {
    return arange(start, stop, 1, dtypeOf(start, stop));
  }

  /** start, start + step, ... before stop; integers when all three are whole numbers. */
  public static Tensor arange(Number start, Number stop, Number step) {
    return arange(start, stop, step, dtypeOf(start, stop, step));
  }

  /**
   * start, start + step, ... before stop, in a dtype.
   *
   * @throws ShapeException when the step is 0, or the length a NaN or more than 2^31 - 1
   */
  public static Tensor arange(Number start, Number stop, Number step, DType dtype) {
    if (step.doubleValue() == 0) {
      throw new ShapeException("arange: the step is 0; it must be positive or negative");
    }
    double length = (stop.doubleValue() - start.doubleValue()) / step.doubleValue();
    if (Double.isNaN(length) || length > Integer.MAX_VALUE) {
      throw new ShapeException(
          "arange: from "
              + start
              + " to "
              + stop
              + " in steps of "
              + step
              + " are "
              + (Double.isNaN(length) ? "NaN" : "more than 2^31 - 1")
              + " numbers; use finite bounds, nearer to each other, or a larger step");
    }
    int size = (int) Math.max(0, Math.ceil(length));
    if (start.doubleValue() == 0 && step.doubleValue() == 1) {
      return Lax.iota(dtype, size);
    }
    return Library.inline(
        "arange",
        List.of(start, step, size, dtype),
        in -> {
          Tensor index = Lax.iota(computation(dtype), size);
          Tensor steps = Lax.mul(index, like(index, step));
          return Lax.convert(Lax.add(steps, like(index, start)), dtype);
        });
  }

  /** 50 numbers from start to stop, both included, evenly apart. */
  public static Tensor linspace(Number start, Number stop) {
    return linspace(start, stop, 50);
  }

  /** Numbers from start to stop, both included, evenly apart. */
  public static Tensor linspace(Number start, Number stop, int count) {
    return linspace(Tensor.of(start), Tensor.of(stop), count, true, 0);
  }

  /** Numbers from start to stop, which is left out if asked, evenly apart. */
  public static Tensor linspace(Number start, Number stop, int count, boolean endpoint) {
    return linspace(Tensor.of(start), Tensor.of(stop), count, endpoint, 0);
  }

  /**
   * Numbers from start to stop, evenly apart, along a new axis.
   *
   * @throws ShapeException when the count is negative
   */
  public static Tensor linspace(Tensor start, Tensor stop, int count, boolean endpoint, int axis) {
    if (count < 0) {
      throw new ShapeException("linspace: the count is " + count + "; it must not be negative");
    }
    return Library.named(
        "linspace",
        List.of(count, endpoint, axis),
        in -> spaced(in.get(0), in.get(1), count, endpoint, axis),
        start,
        stop);
  }

  private static Tensor spaced(Tensor start, Tensor stop, int count, boolean endpoint, int axis) {
    List<Tensor> bounds =
        Promotion.promoteAndBroadcast(
            "linspace", Promotion.toInexact("linspace", List.of(start, stop)));
    Tensor first = strong(bounds.get(0));
    Tensor last = strong(bounds.get(1));
    int place = first.shape().insert(0, 1).axis(axis, "linspace");
    Shape shape = first.shape().insert(place, count);
    if (count <= 1) {
      Tensor one = Lax.reshape(first, first.shape().insert(place, 1));
      return count == 1 ? one : Lax.full(shape, 0, first.dtype());
    }
    int divisions = endpoint ? count - 1 : count;
    Shape inner = shape.with(place, divisions);
    Tensor index = Lax.broadcastedIota(first.dtype(), inner, place);
    Tensor step = Lax.div(index, like(index, divisions));
    Tensor low = Promotion.stretch(Lax.reshape(first, shape.with(place, 1)), inner);
    Tensor end = Lax.reshape(last, shape.with(place, 1));
    Tensor high = Promotion.stretch(end, inner);
    Tensor out = Lax.add(Lax.mul(low, Lax.sub(like(step, 1), step)), Lax.mul(high, step));
    return endpoint ? Lax.concatenate(List.of(out, end), place) : out;
  }

  /** Numbers from 10 to the start to 10 to the stop, whose exponents are evenly apart. */
  public static Tensor logspace(Number start, Number stop, int count) {
    return logspace(Tensor.of(start), Tensor.of(stop), count, true, 10, 0);
  }

  /** Powers of a base whose exponents run evenly from start to stop, along a new axis. */
  public static Tensor logspace(
      Tensor start, Tensor stop, int count, boolean endpoint, Number base, int axis) {
    return Library.named(
        "logspace",
        List.of(count, endpoint, base, axis),
        in -> {
          Tensor exponents = spaced(in.get(0), in.get(1), count, endpoint, axis);
          return Lax.pow(like(exponents, base), exponents);
        },
        start,
        stop);
  }

  /** Numbers from start to stop, both included, each the same multiple of the one before. */
  public static Tensor geomspace(Number start, Number stop, int count) {
    return geomspace(Tensor.of(start), Tensor.of(stop), count, true, 0);
  }

  /** Numbers from start to stop along a new axis, each the same multiple of the one before. */
  public static Tensor geomspace(Tensor start, Tensor stop, int count, boolean endpoint, int axis) {
    return Library.named(
        "geomspace",
        List.of(count, endpoint, axis),
        in -> {
          List<Tensor> bounds =
              Promotion.promoteAndBroadcast("geomspace", Promotion.toInexact("geomspace", in));
          Tensor sign = Lax.sign(strong(bounds.get(0)));
          Tensor low = log10(Lax.div(strong(bounds.get(0)), sign));
          Tensor high = log10(Lax.div(strong(bounds.get(1)), sign));
          Tensor exponents = spaced(low, high, count, endpoint, axis);
          int place = sign.shape().insert(0, 1).axis(axis, "geomspace");
          Tensor signs = Lax.reshape(sign, sign.shape().insert(place, 1));
          return Lax.mul(
              Promotion.stretch(signs, exponents.shape()), Lax.pow(like(exponents, 10), exponents));
        },
        start,
        stop);
  }

  /** The indices of a grid: one tensor [number of axes, sizes...] of integers. */
  public static Tensor indices(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Library.inline(
        "indices",
        List.of(shape),
        in -> {
          List<Tensor> parts = new ArrayList<>();
          for (int axis = 0; axis < sizes.length; axis++) {
            Tensor index = Lax.broadcastedIota(Defaults.integer(), shape, axis);
            parts.add(Lax.reshape(index, shape.insert(0, 1)));
          }
          return parts.isEmpty()
              ? Lax.full(Shape.of(0), 0, Defaults.integer())
              : Lax.concatenate(parts, 0);
        });
  }

  /** How meshgrid orders its axes: XY lets the first tensor run along axis 1, IJ along axis 0. */
  public enum Grid {
    /** Cartesian: the first tensor runs along axis 1, the second along axis 0. */
    XY,
    /** Matrix: each tensor runs along its own axis. */
    IJ
  }

  /** The coordinates of a Cartesian grid whose axes are tensors of one axis. */
  public static List<Tensor> meshgrid(Tensor... axes) {
    return meshgrid(Grid.XY, false, axes);
  }

  /**
   * The coordinates of a grid.
   *
   * @param sparse whether sizes stay 1 where nothing changes
   * @throws ShapeException when a tensor has not one axis
   */
  public static List<Tensor> meshgrid(Grid order, boolean sparse, Tensor... axes) {
    for (Tensor axis : axes) {
      if (axis.rank() != 1) {
        throw new ShapeException(
            "meshgrid: an operand is " + axis.type() + "; each must have one axis");
      }
    }
    int count = axes.length;
    int[] places = new int[count];
    Arrays.setAll(places, i -> order == Grid.XY && count >= 2 && i < 2 ? 1 - i : i);
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      sizes[places[i]] = axes[i].shape().dim(0);
    }
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] shape = sizes.clone();
      if (sparse) {
        Arrays.fill(shape, 1);
        shape[places[i]] = axes[i].shape().dim(0);
      }
      result.add(Lax.broadcastInDim(axes[i], Shape.of(shape), places[i]));
    }
    return result;
  }

  private static DType dtypeOf(Number... values) {
    boolean whole =
        Arrays.stream(values)
            .allMatch(
                v ->
                    v instanceof Integer
                        || v instanceof Long
                        || v instanceof Short
                        || v instanceof Byte);
    return whole ? Defaults.integer() : Defaults.floating();
  }
}
