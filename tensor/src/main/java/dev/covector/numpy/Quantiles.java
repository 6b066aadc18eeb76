package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Arrays;
import java.util.List;

/** Quantiles along an axis, from the sorted axis. */
final class Quantiles {
  private Quantiles() {}

  static Tensor of(
      Tensor x, Tensor q, int axis, QuantileMethod method, boolean keepDims, boolean skipNans) {
    List<Tensor> floats = Promotion.toInexact("quantile", List.of(x, q));
    List<Tensor> promoted = Promotion.promote("quantile", floats);
    Tensor values = Lax.moveAxis(promoted.get(0), axis, x.rank() - 1);
    int last = values.rank() - 1;
    int n = values.shape().dim(last);
    Tensor sorted = Lax.sort(values, last);
    Shape rows = values.shape().with(last, 1);
    int k = (int) q.size();
    Shape shape = values.shape().with(last, k);
    Tensor parts = Promotion.stretch(Lax.reshape(promoted.get(1), Shape.of(k)), shape);
    Tensor isNan = Lax.ne(sorted, sorted);
    Tensor count = Lax.full(rows, n, sorted.dtype());
    if (skipNans) {
      Tensor numbers = Lax.convert(Lax.bitwiseNot(isNan), sorted.dtype());
      count = Lax.reshape(Lax.reduceSum(numbers, List.of(last)), rows);
    }
    Tensor out = pick(sorted, parts, Promotion.stretch(count, shape), method, last);
    if (!skipNans) {
      // a NaN is last in its row
      Tensor spoilt = Promotion.stretch(Lax.sliceInDim(isNan, n - 1, n, last), shape);
      out = Lax.select(spoilt, Lax.fullLike(out, Double.NaN), out);
    }
    return arrange(Lax.moveAxis(out, last, 0), q.shape(), axis, keepDims);
  }

  private static Tensor pick(
      Tensor sorted, Tensor q, Tensor count, QuantileMethod method, int axis) {
    Tensor one = Lax.fullLike(q, 1);
    Tensor highest = Lax.sub(count, one);
    if (method == QuantileMethod.INVERTED_CDF) {
      return at(sorted, Lax.sub(Lax.ceil(Lax.mul(q, count)), one), highest, axis);
    }
    Tensor position = Lax.mul(q, highest);
    Tensor low = Lax.floor(position);
    Tensor high = Lax.ceil(position);
    Tensor weight = Lax.sub(position, low);
    Tensor below = at(sorted, low, highest, axis);
    Tensor above = at(sorted, high, highest, axis);
    return switch (method) {
      case LINEAR -> Lax.add(Lax.mul(below, Lax.sub(one, weight)), Lax.mul(above, weight));
      case LOWER, INVERTED_CDF -> below;
      case HIGHER -> above;
      case NEAREST -> Lax.select(Lax.le(weight, Lax.fullLike(q, 0.5)), below, above);
      case MIDPOINT -> Lax.mul(Lax.add(below, above), Lax.fullLike(q, 0.5));
    };
  }

  private static Tensor at(Tensor sorted, Tensor position, Tensor highest, int axis) {
    Tensor zero = Lax.fullLike(position, 0);
    Tensor inside = Lax.max(zero, Lax.min(position, highest));
    return NumpyStatistics.clipped(sorted, Lax.convert(inside, DType.I32), axis);
  }

  /** The axes of q, then those of the rows, with the reduced one where it was if it stays. */
  private static Tensor arrange(Tensor out, Shape q, int axis, boolean keepDims) {
    Shape rest = out.shape().remove(0);
    Shape kept = keepDims ? rest.insert(axis, 1) : rest;
    int[] sizes = Arrays.copyOf(q.toArray(), q.rank() + kept.rank());
    System.arraycopy(kept.toArray(), 0, sizes, q.rank(), kept.rank());
    return Lax.reshape(out, Shape.of(sizes));
  }
}
