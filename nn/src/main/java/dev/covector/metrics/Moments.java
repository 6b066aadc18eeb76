package dev.covector.metrics;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/**
 * Mean and deviation of all values; merged after Chan, Golub and LeVeque 1979, <i>Updating formulae
 * and a pairwise algorithm for computing sample variances</i>.
 *
 * <pre>{@code
 * Moments.Statistics values = Moments.of(Tensor.of(new float[] {1, 3})).compute();
 * float deviation = values.standardDeviation().toFloat(); // 1
 * }</pre>
 *
 * @param count i32[], how many values
 * @param mean f32[]
 * @param squares f32[], the sum of squared differences from the mean
 */
public record Moments(Tensor count, Tensor mean, Tensor squares) implements Accumulator<Moments> {
  /** What is known of values; each f32[]. */
  public record Statistics(Tensor mean, Tensor standardErrorOfMean, Tensor standardDeviation) {}

  /** No values. */
  public static Moments empty() {
    Tensor zero = Lax.full(Shape.SCALAR, 0, DType.F32);
    return new Moments(Lax.full(Shape.SCALAR, 0, DType.I32), zero, zero);
  }

  /** All elements of a tensor. */
  public static Moments of(Tensor values) {
    Tensor numbers = Lax.convert(values, DType.F32);
    if (numbers.size() == 0) {
      return empty();
    }
    Tensor mean = Numpy.mean(numbers);
    return new Moments(
        Lax.full(Shape.SCALAR, numbers.size(), DType.I32),
        mean,
        Numpy.sum(numbers.minus(mean).square()));
  }

  @Override
  public Moments merge(Moments other) {
    Tensor mine = Lax.convert(count, DType.F32);
    Tensor added = Lax.convert(other.count, DType.F32);
    Tensor all = Numpy.maximum(mine.plus(added), 1); // of nothing and nothing, the mean is 0
    Tensor delta = other.mean.minus(mean);
    return new Moments(
        count.plus(other.count),
        mean.plus(delta.times(added).div(all)),
        squares.plus(other.squares).plus(delta.times(delta).times(added).times(mine).div(all)));
  }

  @Override
  public Statistics compute() {
    Tensor number = Lax.convert(count, DType.F32);
    Tensor deviation = Lax.sqrt(squares.div(number));
    return new Statistics(mean, deviation.div(Lax.sqrt(number)), deviation);
  }
}
