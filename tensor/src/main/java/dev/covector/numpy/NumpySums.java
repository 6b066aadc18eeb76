package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Sums, products and what follows from them. Each takes all axes, some axes, or {@link Over} with
 * the rest of JAX's keyword arguments. f16 and bf16 are computed in f32 and rounded once.
 */
public class NumpySums extends NumpyBits {
  NumpySums() {}

  /** The sum; bools and narrow integers count in the default width; a scalar. */
  public static Tensor sum(Tensor x) {
    return sum(x, Over.all());
  }

  /** The sum; bools and narrow integers count in the default width along axes, which disappear. */
  public static Tensor sum(Tensor x, int... axes) {
    return sum(x, Over.axes(axes));
  }

  /**
   * The sum; bools and narrow integers count in the default width along axes, which stay with size
   * 1 if asked.
   */
  public static Tensor sum(Tensor x, int[] axes, boolean keepDims) {
    return sum(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The sum, with options; bools and narrow integers count in the default width. */
  public static Tensor sum(Tensor x, Over over) {
    return reduce("sum", x, over, NumpySums::sumOf);
  }

  static Tensor sumOf(Tensor x, Over over) {
    DType dtype = over.dtype().orElse(counting(x.dtype()));
    if (dtype == DType.BOOL) {
      return NumpyExtrema.anyOf(x, over);
    }
    Tensor values = masked("sum", Lax.convert(x, dtype), over, 0);
    List<Integer> axes = over.axesOf(x.shape(), "sum");
    Tensor sum = axes.isEmpty() ? values : Lax.reduceSum(values, axes);
    if (over.initial().isPresent()) {
      sum = Lax.add(like(sum, over.initial().get()), sum);
    }
    return kept(sum, x.shape(), axes, over);
  }

  /** The product; bools and narrow integers count in the default width; a scalar. */
  public static Tensor prod(Tensor x) {
    return prod(x, Over.all());
  }

  /**
   * The product; bools and narrow integers count in the default width along axes, which disappear.
   */
  public static Tensor prod(Tensor x, int... axes) {
    return prod(x, Over.axes(axes));
  }

  /**
   * The product; bools and narrow integers count in the default width along axes, which stay with
   * size 1 if asked.
   */
  public static Tensor prod(Tensor x, int[] axes, boolean keepDims) {
    return prod(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The product, with options; bools count as integers. */
  public static Tensor prod(Tensor x, Over over) {
    return reduce("prod", x, over, NumpySums::prodOf);
  }

  private static Tensor prodOf(Tensor x, Over over) {
    DType dtype = over.dtype().orElse(counting(x.dtype()));
    Tensor values = masked("prod", Lax.convert(x, computation(dtype)), over, 1);
    List<Integer> axes = over.axesOf(x.shape(), "prod");
    Tensor product = axes.isEmpty() ? values : Lax.reduceProd(values, axes);
    if (over.initial().isPresent()) {
      product = Lax.mul(like(product, over.initial().get()), product);
    }
    return Lax.convert(kept(product, x.shape(), axes, over), dtype);
  }

  /** The mean, a float; NaN of no elements; a scalar. */
  public static Tensor mean(Tensor x) {
    return mean(x, Over.all());
  }

  /** The mean, a float; NaN of no elements along axes, which disappear. */
  public static Tensor mean(Tensor x, int... axes) {
    return mean(x, Over.axes(axes));
  }

  /** The mean, a float; NaN of no elements along axes, which stay with size 1 if asked. */
  public static Tensor mean(Tensor x, int[] axes, boolean keepDims) {
    return mean(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The mean, with options (initial is not taken); NaN of no elements. */
  public static Tensor mean(Tensor x, Over over) {
    refuseInitial("mean", over);
    return reduce("mean", x, over, NumpySums::meanOf);
  }

  static Tensor meanOf(Tensor x, Over over) {
    DType dtype = over.dtype().orElse(floating(x.dtype()));
    DType computation = computation(dtype);
    Tensor sum = sumOf(Lax.convert(x, computation), over.dtype(computation));
    return Lax.convert(Lax.div(sum, count(x, over, sum)), dtype);
  }

  /** The variance, a float, divided by the number of elements; a scalar. */
  public static Tensor var(Tensor x) {
    return var(x, Over.all());
  }

  /** The variance, a float, divided by the number of elements along axes, which disappear. */
  public static Tensor var(Tensor x, int... axes) {
    return var(x, Over.axes(axes));
  }

  /**
   * The variance, a float, divided by the number of elements along axes, which stay with size 1 if
   * asked.
   */
  public static Tensor var(Tensor x, int[] axes, boolean keepDims) {
    return var(x, Over.axes(axes).keepDims(keepDims));
  }

  /**
   * The variance, with options (initial is not taken). It is divided by the number of elements
   * minus {@code ddof}; NaN when that is not positive.
   */
  public static Tensor var(Tensor x, Over over) {
    refuseInitial("var", over);
    return reduceNamed("var", x, over, NumpySums::varOf);
  }

  static Tensor varOf(Tensor x, Over over) {
    DType dtype = over.dtype().orElse(floating(x.dtype()));
    DType computation = computation(dtype);
    Tensor values = Lax.convert(x, computation);
    Tensor mean = meanOf(values, over.dtype(computation).keepDims());
    Tensor centered = Lax.sub(values, Promotion.stretch(mean, x.shape()));
    Tensor sum = sumOf(Lax.square(centered), over.dtype(computation));
    Tensor divisor = Lax.sub(count(x, over, sum), like(sum, over.ddof()));
    Tensor variance = Lax.convert(Lax.div(sum, divisor), dtype);
    Tensor isDefined = Lax.gt(divisor, like(divisor, 0));
    return Lax.select(isDefined, variance, like(variance, Double.NaN));
  }

  /** The standard deviation, a float: the root of the variance; a scalar. */
  public static Tensor std(Tensor x) {
    return std(x, Over.all());
  }

  /** The standard deviation, a float: the root of the variance along axes, which disappear. */
  public static Tensor std(Tensor x, int... axes) {
    return std(x, Over.axes(axes));
  }

  /**
   * The standard deviation, a float: the root of the variance along axes, which stay with size 1 if
   * asked.
   */
  public static Tensor std(Tensor x, int[] axes, boolean keepDims) {
    return std(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The standard deviation, with the options of the variance. */
  public static Tensor std(Tensor x, Over over) {
    refuseInitial("std", over);
    return reduceNamed("std", x, over, (v, o) -> Lax.sqrt(varOf(v, o)));
  }

  /** The mean of all elements; see {@link #mean(Tensor)}. */
  public static Tensor average(Tensor x) {
    return mean(x);
  }

  /** The mean along axes; see {@link #mean(Tensor, int...)}. */
  public static Tensor average(Tensor x, int... axes) {
    return mean(x, axes);
  }

  /**
   * The mean weighted by a tensor: {@code sum(x * weights) / sum(weights)}.
   *
   * @param weights of x's shape, or of the shape of the reduced axes in their order
   * @throws ShapeException when the weights have another shape
   */
  public static Tensor average(Tensor x, Tensor weights, Over over) {
    return Library.named(
        "average",
        over.key(),
        in -> {
          List<Tensor> equal = Promotion.promote("average", Promotion.toInexact("average", in));
          Tensor values = equal.get(0);
          Tensor placed = Promotion.stretch(placed(equal.get(1), values, over), values.shape());
          return Lax.div(sumOf(Lax.mul(values, placed), over), sumOf(placed, over));
        },
        x,
        weights);
  }

  private static Tensor placed(Tensor weights, Tensor x, Over over) {
    if (weights.shape().equals(x.shape())) {
      return weights;
    }
    int[] axes = over.axesOf(x.shape(), "average").stream().mapToInt(a -> a).toArray();
    boolean fits = weights.rank() == axes.length && axes.length < x.rank();
    for (int i = 0; fits && i < axes.length; i++) {
      fits = weights.shape().dim(i) == x.shape().dim(axes[i]);
    }
    if (!fits) {
      throw new ShapeException(
          "average: x is "
              + x.type()
              + " and the weights are "
              + weights.type()
              + "; the weights need x's shape, or that of the averaged axes");
    }
    return Lax.broadcastInDim(weights, x.shape(), axes);
  }

  /** Runs a reduction: eagerly one program, in a graph its operations. */
  static Tensor reduce(String name, Tensor x, Over over, BiFunction<Tensor, Over, Tensor> body) {
    requireBoolMask(name, over);
    return Library.inline(
        name, over.key(), in -> body.apply(in.getFirst(), over.staged(in)), over.operands(x));
  }

  /** Runs a reduction as one named call. */
  static Tensor reduceNamed(
      String name, Tensor x, Over over, BiFunction<Tensor, Over, Tensor> body) {
    requireBoolMask(name, over);
    return Library.named(
        name, over.key(), in -> body.apply(in.getFirst(), over.staged(in)), over.operands(x));
  }

  private static void requireBoolMask(String name, Over over) {
    over.where()
        .filter(mask -> mask.dtype() != DType.BOOL)
        .ifPresent(
            mask -> {
              throw new DTypeException(
                  name
                      + ": the where mask is "
                      + mask.type()
                      + "; it must be bool: compare, for"
                      + " example with notEqual(mask, 0)");
            });
  }

  static void refuseInitial(String name, Over over) {
    if (over.initial().isPresent()) {
      throw over.unsupported(name, "initial");
    }
  }

  /** x where the mask is true, elsewhere a number that changes nothing. */
  static Tensor masked(String name, Tensor x, Over over, Number neutral) {
    if (over.where().isEmpty()) {
      return x;
    }
    Tensor mask = over.where().get();
    Shape shape = Shape.broadcast(name, x.shape(), mask.shape());
    if (!shape.equals(x.shape())) {
      throw new ShapeException(
          name
              + ": the where mask is "
              + mask.type()
              + " and x is "
              + x.type()
              + "; the mask must broadcast to x's shape");
    }
    return Lax.select(Promotion.stretch(mask, shape), x, like(x, neutral));
  }

  /** A reduced tensor with its axes kept at size 1 when asked. */
  static Tensor kept(Tensor reduced, Shape shape, List<Integer> axes, Over over) {
    if (!over.keepsDims()) {
      return reduced;
    }
    Shape result = shape;
    for (int axis : axes) {
      result = result.with(axis, 1);
    }
    return Lax.reshape(reduced, result);
  }

  /** How many elements take part, in the type of a result. */
  static Tensor count(Tensor x, Over over, Tensor result) {
    if (over.where().isEmpty()) {
      long count = 1;
      for (int axis : over.axesOf(x.shape(), "count")) {
        count *= x.shape().dim(axis);
      }
      return like(result, count);
    }
    Tensor ones = Lax.full(x.shape(), 1, result.dtype());
    return sumOf(ones, over.dtype(result.dtype()));
  }

  /** The dtype of a sum: integers narrower than the default, and bools, become the default. */
  static DType counting(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> Defaults.integer();
      case SIGNED -> dtype.bits() < Defaults.integer().bits() ? Defaults.integer() : dtype;
      case UNSIGNED -> {
        DType widest = Defaults.current().isWide() ? DType.U64 : DType.U32;
        yield dtype.bits() < widest.bits() ? widest : dtype;
      }
      case FLOAT, COMPLEX, KEY -> dtype;
    };
  }

  /** The floating dtype of quotients: {@link Promotion#inexact}. */
  static DType floating(DType dtype) {
    return Promotion.inexact(dtype);
  }

  /** f32 for 16-bit floats, else the dtype itself. */
  static DType computation(DType dtype) {
    return dtype.isFloating() && dtype.bits() == 16 ? DType.F32 : dtype;
  }
}
