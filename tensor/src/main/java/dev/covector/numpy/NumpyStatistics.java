package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.IndexMode;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Order statistics, distinct elements and counts by bin. */
public class NumpyStatistics extends NumpySorting {
  NumpyStatistics() {}

  /** The median of all elements. */
  public static Tensor median(Tensor x) {
    return quantile(x, Tensor.of(0.5), null, QuantileMethod.MIDPOINT, false, false);
  }

  /** The median along an axis; NaN where there is one. */
  public static Tensor median(Tensor x, int axis) {
    return quantile(x, Tensor.of(0.5), axis, QuantileMethod.MIDPOINT, false, false);
  }

  /** The median of all elements that are numbers. */
  public static Tensor nanmedian(Tensor x) {
    return quantile(x, Tensor.of(0.5), null, QuantileMethod.MIDPOINT, false, true);
  }

  /** The median along an axis of the elements that are numbers. */
  public static Tensor nanmedian(Tensor x, int axis) {
    return quantile(x, Tensor.of(0.5), axis, QuantileMethod.MIDPOINT, false, true);
  }

  /** The quantiles of all elements; q from 0 to 1 gives the first axes of the result. */
  public static Tensor quantile(Tensor x, Tensor q) {
    return quantile(x, q, null, QuantileMethod.LINEAR, false, false);
  }

  /** The quantiles along an axis; q from 0 to 1 gives the first axes of the result. */
  public static Tensor quantile(Tensor x, Tensor q, int axis) {
    return quantile(x, q, axis, QuantileMethod.LINEAR, false, false);
  }

  /** The quantiles along an axis. */
  public static Tensor quantile(
      Tensor x, Tensor q, int axis, QuantileMethod method, boolean keepDims) {
    return quantile(x, q, axis, method, keepDims, false);
  }

  /** The quantiles of all elements that are numbers. */
  public static Tensor nanquantile(Tensor x, Tensor q) {
    return quantile(x, q, null, QuantileMethod.LINEAR, false, true);
  }

  /** The quantiles along an axis of the elements that are numbers. */
  public static Tensor nanquantile(Tensor x, Tensor q, int axis) {
    return quantile(x, q, axis, QuantileMethod.LINEAR, false, true);
  }

  /** The quantiles of all elements; q from 0 to 100. */
  public static Tensor percentile(Tensor x, Tensor q) {
    return quantile(x, divide(q, 100));
  }

  /** The quantiles along an axis; q from 0 to 100. */
  public static Tensor percentile(Tensor x, Tensor q, int axis) {
    return quantile(x, divide(q, 100), axis);
  }

  private static Tensor quantile(
      Tensor x,
      Tensor q,
      @Nullable Integer axis,
      QuantileMethod method,
      boolean keepDims,
      boolean skipNans) {
    if (axis == null) {
      return quantile(Lax.reshape(x, Shape.of((int) x.size())), q, 0, method, keepDims, skipNans);
    }
    int resolved = x.shape().axis(axis, "quantile");
    if (x.shape().dim(resolved) == 0) {
      throw new ShapeException("quantile: axis " + axis + " of " + x.type() + " is empty");
    }
    return Library.named(
        skipNans ? "nanquantile" : "quantile",
        List.of(resolved, method, keepDims),
        in -> Quantiles.of(in.get(0), in.get(1), resolved, method, keepDims, skipNans),
        x,
        q);
  }

  /** The distinct elements, rising; concrete tensors only. */
  public static Tensor unique(Tensor x) {
    return uniqueAll(x).values();
  }

  /** The first distinct elements, rising, then the least one again. */
  public static Tensor unique(Tensor x, int size) {
    return uniqueAll(x, size, null).values();
  }

  /** The first distinct elements, rising, then a fill value. */
  public static Tensor unique(Tensor x, int size, Number fill) {
    return uniqueAll(x, size, fill).values();
  }

  /**
   * The distinct elements and where they are.
   *
   * @throws dev.covector.TracerException when x is traced: give a size
   */
  public static Unique uniqueAll(Tensor x) {
    Tensor sorted = Lax.sort(Lax.reshape(x, Shape.of((int) x.size())), 0);
    int size = x.size() == 0 ? 0 : sum(Distinct.first(sorted)).toInt();
    return uniqueAll(x, size, null);
  }

  /** The first distinct elements and where they are; null fills with the least element. */
  public static Unique uniqueAll(Tensor x, int size, @Nullable Number fill) {
    List<Tensor> out =
        Library.named(
            "unique",
            fill == null ? List.of(size) : List.of(size, fill),
            in -> Distinct.of(in.getFirst(), size, fill),
            List.of(x));
    return new Unique(out.get(0), out.get(1), out.get(2), out.get(3));
  }

  /** The number of the bin of each element: bins[i - 1] <= x < bins[i]; bins rise or fall. */
  public static Tensor digitize(Tensor x, Tensor bins) {
    return digitize(x, bins, false);
  }

  /** The number of the bin of each element; right says that bins contain their upper edge. */
  public static Tensor digitize(Tensor x, Tensor bins, boolean right) {
    int n = bins.shape().dim(0);
    if (n == 0) {
      return Lax.full(x.shape(), 0, DType.I32);
    }
    return Library.named(
        "digitize",
        List.of(right),
        in -> {
          Tensor edges = in.get(1);
          Tensor rising = searchsorted(edges, in.get(0), !right);
          Tensor falling = searchsorted(Lax.rev(edges, List.of(0)), in.get(0), !right);
          Tensor first = Lax.indexInDim(edges, 0, 0, false);
          Tensor last = Lax.indexInDim(edges, -1, 0, false);
          return where(lessEqual(first, last), rising, Lax.sub(Lax.fullLike(falling, n), falling));
        },
        x,
        bins);
  }

  /** How often each integer from 0 comes; concrete tensors only. Negative ones count as 0. */
  public static Tensor bincount(Tensor x) {
    return bincount(x, x.size() == 0 ? 0 : Math.max(0, max(x).toInt()) + 1);
  }

  /** How often each integer from 0 to before length comes; larger ones are left out. */
  public static Tensor bincount(Tensor x, int length) {
    return bincount(x, Lax.full(x.shape(), 1, Defaults.integer()), length);
  }

  /** The sum of the weights of each integer from 0 to before length. */
  public static Tensor bincount(Tensor x, Tensor weights, int length) {
    Tensor zeros = Lax.full(Shape.of(length), 0, weights.dtype());
    return zeros.at(Lax.max(x, Lax.fullLike(x, 0))).add(weights);
  }

  /** How many elements fall into each of some bins of equal width. */
  public static Histogram histogram(Tensor x, int bins) {
    return histogram(x, histogramBinEdges(x, bins));
  }

  /** How many elements fall between neighbours of rising edges; the last bin has both its edges. */
  public static Histogram histogram(Tensor x, Tensor edges) {
    Tensor values = Promotion.toInexact("histogram", List.of(x)).getFirst();
    return histogram(x, edges, Lax.full(x.shape(), 1, values.dtype()), false);
  }

  /**
   * The sum of the weights of the elements in each bin.
   *
   * @param density whether they are divided so that the integral over the bins is 1
   */
  public static Histogram histogram(Tensor x, Tensor edges, Tensor weights, boolean density) {
    List<Tensor> out =
        Library.named(
            "histogram",
            List.of(density),
            in -> {
              Tensor bounds = in.get(1);
              int n = bounds.shape().dim(0);
              Tensor bin = searchsorted(bounds, in.get(0), true);
              Tensor last = Lax.indexInDim(bounds, -1, 0, false);
              Tensor at = where(equal(in.get(0), last), Lax.fullLike(bin, n - 1), bin);
              Tensor sums = bincount(at, in.get(2), n);
              Tensor counts = Lax.sliceInDim(sums, 1, n, 0);
              if (density) {
                Tensor widths =
                    subtract(Lax.sliceInDim(bounds, 1, n, 0), Lax.sliceInDim(bounds, 0, n - 1, 0));
                counts = divide(divide(counts, widths), sum(counts));
              }
              return List.of(counts);
            },
            List.of(x, edges, weights));
    return new Histogram(out.getFirst(), edges);
  }

  /** The edges of bins of equal width from the least to the largest element. */
  public static Tensor histogramBinEdges(Tensor x, int bins) {
    return Library.named(
        "histogram_bin_edges",
        List.of(bins),
        in -> {
          Tensor values = Promotion.toInexact("histogram", in).getFirst();
          Tensor low = min(values);
          Tensor high = max(values);
          Tensor isPoint = Lax.eq(low, high);
          Tensor half = Lax.fullLike(low, 0.5);
          return edges(
              Lax.select(isPoint, Lax.sub(low, half), low),
              Lax.select(isPoint, Lax.add(high, half), high),
              bins);
        },
        x);
  }

  private static Tensor edges(Tensor low, Tensor high, int bins) {
    DType dtype = low.dtype();
    Tensor part = Lax.iota(dtype, bins);
    part = Lax.div(part, Lax.fullLike(part, bins));
    Tensor rest = Lax.sub(Lax.fullLike(part, 1), part);
    Tensor inner = add(multiply(low, rest), multiply(high, part));
    return Lax.concatenate(List.of(inner, Lax.reshape(Lax.convert(high, dtype), Shape.of(1))), 0);
  }

  /** An element per index; what is out of range is clipped. */
  static Tensor clipped(Tensor x, Tensor indices, int axis) {
    return takeAlongAxis(x, indices, axis, IndexMode.CLIP);
  }
}
