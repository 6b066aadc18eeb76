package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
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
    Overlay.transaction(
        () -> {
          count.set(Lax.full(Shape.SCALAR, 0, DType.I32));
          total.set(Lax.full(Shape.SCALAR, 0, DType.F32));
          return this;
        });
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
    Tensor numbers = Lax.convert(values, DType.F32);
    Tensor sum =
        mask == null ? Numpy.sum(numbers) : Numpy.sum(numbers.times(Lax.convert(mask, DType.F32)));
    Tensor number =
        mask == null
            ? Lax.full(Shape.SCALAR, values.size(), DType.I32)
            : Numpy.sum(Lax.convert(mask, DType.I32));
    Overlay.transaction(
        () -> {
          total.update(t -> t.plus(sum));
          count.update(n -> n.plus(Lax.convert(number, DType.I32)));
          return this;
        });
  }

  /** The mean: f32[]; NaN before the first value. */
  @Override
  public final Tensor compute() {
    return total.get().div(Lax.convert(count.get(), DType.F32));
  }
}
