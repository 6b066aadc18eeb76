package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * The state of a metric.
 *
 * <pre>{@code
 * long numbers = Nnx.count(new Average("loss"), MetricState.class); // sum and count: 2
 * }</pre>
 */
public class MetricState extends Variable {
  /** A variable with its first value. */
  public MetricState(Tensor value) {
    super(value);
  }
}
