package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;

/** Reductions that leave NaN out. On integers and bools they are the plain ones. */
public class NumpyNanReductions extends NumpyExtrema {
  NumpyNanReductions() {}

  /** The sum of what is not NaN; a scalar. */
  public static Tensor nansum(Tensor x) {
    return nansum(x, Over.all());
  }

  /** The sum of what is not NaN along axes, which disappear. */
  public static Tensor nansum(Tensor x, int... axes) {
    return nansum(x, Over.axes(axes));
  }

  /** The sum of what is not NaN along axes, which stay with size 1 if asked. */
  public static Tensor nansum(Tensor x, int[] axes, boolean keepDims) {
    return nansum(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The sum of what is not NaN; with the options of {@link #sum(Tensor, Over)}. */
  public static Tensor nansum(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nansum", x, over, NumpyNanReductions::nansumOf)
        : sum(x, over);
  }

  private static Tensor nansumOf(Tensor x, Over over) {
    return sum(replaced(x, 0), over);
  }

  /** The product of what is not NaN; a scalar. */
  public static Tensor nanprod(Tensor x) {
    return nanprod(x, Over.all());
  }

  /** The product of what is not NaN along axes, which disappear. */
  public static Tensor nanprod(Tensor x, int... axes) {
    return nanprod(x, Over.axes(axes));
  }

  /** The product of what is not NaN along axes, which stay with size 1 if asked. */
  public static Tensor nanprod(Tensor x, int[] axes, boolean keepDims) {
    return nanprod(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The product of what is not NaN; with the options of {@link #prod(Tensor, Over)}. */
  public static Tensor nanprod(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nanprod", x, over, NumpyNanReductions::nanprodOf)
        : prod(x, over);
  }

  private static Tensor nanprodOf(Tensor x, Over over) {
    return prod(replaced(x, 1), over);
  }

  /** The largest of what is not NaN; NaN when all are; a scalar. */
  public static Tensor nanmax(Tensor x) {
    return nanmax(x, Over.all());
  }

  /** The largest of what is not NaN; NaN when all are along axes, which disappear. */
  public static Tensor nanmax(Tensor x, int... axes) {
    return nanmax(x, Over.axes(axes));
  }

  /**
   * The largest of what is not NaN; NaN when all are along axes, which stay with size 1 if asked.
   */
  public static Tensor nanmax(Tensor x, int[] axes, boolean keepDims) {
    return nanmax(x, Over.axes(axes).keepDims(keepDims));
  }

  /**
   * The largest of what is not NaN; NaN when all are; with the options of {@link #max(Tensor,
   * Over)}.
   */
  public static Tensor nanmax(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nanmax", x, over, NumpyNanReductions::nanmaxOf)
        : max(x, over);
  }

  private static Tensor nanmaxOf(Tensor x, Over over) {
    Tensor result = max(replaced(x, lowest(x.dtype())), over);
    if (over.initial().isPresent()) {
      return result;
    }
    Tensor isEmpty = allOf(isNan(x), over);
    return Lax.select(isEmpty, like(result, Double.NaN), result);
  }

  /** The smallest of what is not NaN; NaN when all are; a scalar. */
  public static Tensor nanmin(Tensor x) {
    return nanmin(x, Over.all());
  }

  /** The smallest of what is not NaN; NaN when all are along axes, which disappear. */
  public static Tensor nanmin(Tensor x, int... axes) {
    return nanmin(x, Over.axes(axes));
  }

  /**
   * The smallest of what is not NaN; NaN when all are along axes, which stay with size 1 if asked.
   */
  public static Tensor nanmin(Tensor x, int[] axes, boolean keepDims) {
    return nanmin(x, Over.axes(axes).keepDims(keepDims));
  }

  /**
   * The smallest of what is not NaN; NaN when all are; with the options of {@link #min(Tensor,
   * Over)}.
   */
  public static Tensor nanmin(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nanmin", x, over, NumpyNanReductions::nanminOf)
        : min(x, over);
  }

  private static Tensor nanminOf(Tensor x, Over over) {
    Tensor result = min(replaced(x, highest(x.dtype())), over);
    if (over.initial().isPresent()) {
      return result;
    }
    Tensor isEmpty = allOf(isNan(x), over);
    return Lax.select(isEmpty, like(result, Double.NaN), result);
  }

  /** The mean of what is not NaN; NaN when all are; a scalar. */
  public static Tensor nanmean(Tensor x) {
    return nanmean(x, Over.all());
  }

  /** The mean of what is not NaN; NaN when all are along axes, which disappear. */
  public static Tensor nanmean(Tensor x, int... axes) {
    return nanmean(x, Over.axes(axes));
  }

  /** The mean of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
  public static Tensor nanmean(Tensor x, int[] axes, boolean keepDims) {
    return nanmean(x, Over.axes(axes).keepDims(keepDims));
  }

  /**
   * The mean of what is not NaN; NaN when all are; with the options of {@link #mean(Tensor, Over)}.
   */
  public static Tensor nanmean(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nanmean", x, over, NumpyNanReductions::nanmeanOf)
        : mean(x, over);
  }

  private static Tensor nanmeanOf(Tensor x, Over over) {
    DType dtype = over.dtype().orElse(x.dtype());
    Tensor sum = nansumOf(Lax.convert(x, dtype), over.dtype(dtype));
    return Lax.div(sum, sumOf(isNumber(x), over.dtype(dtype)));
  }

  /** The variance of what is not NaN; a scalar. */
  public static Tensor nanvar(Tensor x) {
    return nanvar(x, Over.all());
  }

  /** The variance of what is not NaN along axes, which disappear. */
  public static Tensor nanvar(Tensor x, int... axes) {
    return nanvar(x, Over.axes(axes));
  }

  /** The variance of what is not NaN along axes, which stay with size 1 if asked. */
  public static Tensor nanvar(Tensor x, int[] axes, boolean keepDims) {
    return nanvar(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The variance of what is not NaN; with the options of {@link #var(Tensor, Over)}. */
  public static Tensor nanvar(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nanvar", x, over, NumpyNanReductions::nanvarOf)
        : var(x, over);
  }

  private static Tensor nanvarOf(Tensor x, Over over) {
    DType dtype = over.dtype().orElse(x.dtype());
    DType computation = computation(dtype);
    Tensor values = Lax.convert(x, computation);
    Over plain = over.dtype(computation);
    Tensor mean = nanmeanOf(values, plain.keepDims());
    Tensor centered =
        Lax.select(
            isNan(values), like(values, 0), Lax.sub(values, Promotion.stretch(mean, x.shape())));
    Tensor sum = sumOf(Lax.square(centered), plain);
    Tensor divisor = Lax.sub(sumOf(isNumber(x), plain), like(sum, over.ddof()));
    Tensor isDefined = Lax.gt(divisor, like(divisor, 0));
    Tensor safe = Lax.select(isDefined, divisor, like(divisor, 1));
    Tensor variance = Lax.select(isDefined, Lax.div(sum, safe), like(sum, Double.NaN));
    return Lax.convert(variance, dtype);
  }

  /** The standard deviation of what is not NaN; a scalar. */
  public static Tensor nanstd(Tensor x) {
    return nanstd(x, Over.all());
  }

  /** The standard deviation of what is not NaN along axes, which disappear. */
  public static Tensor nanstd(Tensor x, int... axes) {
    return nanstd(x, Over.axes(axes));
  }

  /** The standard deviation of what is not NaN along axes, which stay with size 1 if asked. */
  public static Tensor nanstd(Tensor x, int[] axes, boolean keepDims) {
    return nanstd(x, Over.axes(axes).keepDims(keepDims));
  }

  /** The standard deviation of what is not NaN; with the options of {@link #std(Tensor, Over)}. */
  public static Tensor nanstd(Tensor x, Over over) {
    return x.dtype().isFloating()
        ? reduceNamed("nanstd", x, over, NumpyNanReductions::nanstdOf)
        : std(x, over);
  }

  private static Tensor nanstdOf(Tensor x, Over over) {
    return Lax.sqrt(nanvarOf(x, over));
  }

  private static Tensor isNumber(Tensor x) {
    return Lax.eq(x, x);
  }

  private static Tensor replaced(Tensor x, Number value) {
    return Lax.select(isNan(x), like(x, value), x);
  }
}
