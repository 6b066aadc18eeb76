package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mean of all values.
 *
 * <pre>{@code
 * Average loss = new Average("loss");
 * loss.update(Map.of("loss", Tensor.of(new float[] {1, 2})));
 * loss.update(Map.of("loss", Tensor.of(6f)));
 * float mean = loss.compute().toFloat(); // 3
 * }</pre>
 */
public class Average extends Metric {
  private final String argname;
  private MetricState count = new MetricState(Lax.full(Shape.SCALAR, 0, DType.I32));
  private MetricState total = new MetricState(Lax.full(Shape.SCALAR, 0, DType.F32));

  /** The mean of what is called {@code values}. */
  public Average() {
    this("values");
  }

  /** The mean of what has this name. */
  public Average(String argname) {
    this.argname = argname;
  }

  @Override
  public final void reset() {
    Overlay.transaction(() -> put(dev.covector.metrics.Average.empty()));
  }

  @Override
  public void update(Map<String, ?> values) {
    Object value = require(values, argname);
    Tensor tensor =
        value instanceof Number number ? Tensor.of(number.doubleValue()) : (Tensor) value;
    add(tensor, (Tensor) values.get("mask"));
  }

  /**
   * Takes values in.
   *
   * @param mask false or 0 where a value does not count, or null
   */
  protected final void add(Tensor values, @Nullable Tensor mask) {
    var batch =
        mask == null
            ? dev.covector.metrics.Average.of(values)
            : dev.covector.metrics.Average.of(values, mask);
    Overlay.transaction(() -> put(now().merge(batch)));
  }

  private dev.covector.metrics.Average now() {
    return new dev.covector.metrics.Average(total.get(), count.get());
  }

  private Average put(dev.covector.metrics.Average values) {
    total.set(values.total());
    count.set(values.count());
    return this;
  }

  /** The mean: f32[]; NaN before the first value. */
  @Override
  public final Tensor compute() {
    return now().compute();
  }
}
