package dev.covector.metrics;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/**
 * The mean of all values, however they came in batches.
 *
 * <pre>{@code
 * Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
 * Tensor labels = Tensor.of(new int[] {1, 1});
 * Average accuracy = Average.of(Metrics.correct(logits, labels));
 * Average both = accuracy.merge(Average.of(Metrics.correct(logits, labels)));
 * float half = both.compute().toFloat(); // 0.5
 * }</pre>
 *
 * @param total f32[], the sum
 * @param count i32[], of how many values
 */
public record Average(Tensor total, Tensor count) implements Accumulator<Average> {
  /** No values. */
  public static Average empty() {
    return new Average(Lax.full(Shape.SCALAR, 0, DType.F32), Lax.full(Shape.SCALAR, 0, DType.I32));
  }

  /** All elements of a tensor; true is 1. */
  public static Average of(Tensor values) {
    return new Average(
        Numpy.sum(Lax.convert(values, DType.F32)),
        Lax.full(Shape.SCALAR, values.size(), DType.I32));
  }

  /**
   * The elements of a tensor that count.
   *
   * @param mask of the same shape: false or 0 where a value does not count
   */
  public static Average of(Tensor values, Tensor mask) {
    return new Average(
        Numpy.sum(Lax.convert(values, DType.F32).times(Lax.convert(mask, DType.F32))),
        Lax.convert(Numpy.sum(Lax.convert(mask, DType.I32)), DType.I32));
  }

  @Override
  public Average merge(Average other) {
    return new Average(total.plus(other.total), count.plus(other.count));
  }

  /** The mean: f32[]; NaN before the first value. */
  @Override
  public Tensor compute() {
    return total.div(Lax.convert(count, DType.F32));
  }
}
