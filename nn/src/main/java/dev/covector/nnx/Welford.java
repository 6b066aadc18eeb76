package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.metrics.Moments;
import java.util.Map;

/**
 * Mean and deviation of all values, of one pass over them; Welford 1962, <i>Note on a method for
 * calculating corrected sums of squares and products</i>.
 *
 * <pre>{@code
 * Welford values = new Welford();
 * values.update(Map.of("values", Tensor.of(new float[] {1, 3})));
 * var statistics = values.compute();
 * float deviation = statistics.standardDeviation().toFloat(); // 1
 * }</pre>
 */
public final class Welford extends Metric {
  private final String argname;
  private MetricState count = new MetricState(Lax.full(Shape.SCALAR, 0, DType.I32));
  private MetricState mean = new MetricState(Lax.full(Shape.SCALAR, 0, DType.F32));
  private MetricState m2 = new MetricState(Lax.full(Shape.SCALAR, 0, DType.F32));

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
    Overlay.transaction(() -> put(Moments.empty()));
  }

  @Override
  public void update(Map<String, ?> values) {
    Object value = require(values, argname);
    Tensor given =
        value instanceof Number number ? Tensor.of(number.doubleValue()) : (Tensor) value;
    Moments batch = Moments.of(given);
    Overlay.transaction(() -> put(now().merge(batch)));
  }

  private Moments now() {
    return new Moments(count.get(), mean.get(), m2.get());
  }

  private Welford put(Moments values) {
    count.set(values.count());
    mean.set(values.mean());
    m2.set(values.squares());
    return this;
  }

  @Override
  public Moments.Statistics compute() {
    return now().compute();
  }
}
