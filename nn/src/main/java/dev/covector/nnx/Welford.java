package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Map;

/**
 * Mean and deviation of all values, of one pass over them; Welford 1962, <i>Note on a method for
 * calculating corrected sums of squares and products</i>.
 *
 * <pre>{@code
 * Welford values = new Welford();
 * values.update(Map.of("values", Tensor.of(new float[] {1, 3})));
 * Welford.Statistics statistics = values.compute();
 * float deviation = statistics.standardDeviation().toFloat(); // 1
 * }</pre>
 */
public final class Welford extends Metric {
  private final String argname;
  private MetricState count = new MetricState(Lax.full(Shape.SCALAR, 0, DType.I32));
  private MetricState mean = new MetricState(Lax.full(Shape.SCALAR, 0, DType.F32));
  private MetricState m2 = new MetricState(Lax.full(Shape.SCALAR, 0, DType.F32));

  /** What is known of values; each f32[]. */
  public record Statistics(Tensor mean, Tensor standardErrorOfMean, Tensor standardDeviation) {}

  /** Statistics of what is called {@code values}. */
  public Welford() {
    this("values");
  }

  /** Statistics of what has this name. */
  public Welford(String argname) {
    this.argname = argname;
  }

  @Override
  public void reset() {
    Overlay.transaction(
        () -> {
          count.set(Lax.full(Shape.SCALAR, 0, DType.I32));
          mean.set(Lax.full(Shape.SCALAR, 0, DType.F32));
          m2.set(Lax.full(Shape.SCALAR, 0, DType.F32));
          return this;
        });
  }

  @Override
  public void update(Map<String, ?> values) {
    Object value = require(values, argname);
    Tensor given =
        value instanceof Number number ? Tensor.of(number.doubleValue()) : (Tensor) value;
    Tensor numbers = Lax.convert(given, DType.F32);
    Tensor added = Lax.full(Shape.SCALAR, numbers.size(), DType.F32);
    Tensor batchMean = Numpy.mean(numbers);
    Tensor batchSquares = Numpy.sum(numbers.minus(batchMean).square());
    Overlay.transaction(
        () -> {
          Tensor before = Lax.convert(count.get(), DType.F32);
          Tensor all = before.plus(added);
          Tensor delta = batchMean.minus(mean.get());
          mean.update(m -> m.plus(delta.times(added).div(all)));
          m2.update(
              m ->
                  m.plus(batchSquares)
                      .plus(delta.times(delta).times(added).times(before).div(all)));
          count.set(Lax.convert(all, DType.I32));
          return this;
        });
  }

  @Override
  public Statistics compute() {
    Tensor number = Lax.convert(count.get(), DType.F32);
    Tensor deviation = Lax.sqrt(m2.get().div(number));
    return new Statistics(mean.get(), deviation.div(Lax.sqrt(number)), deviation);
  }
}
