package dev.covector.nnx;

import dev.covector.Tensor;

/** The state of a metric. */
public class MetricState extends Variable {
  /** A variable with its first value. */
  public MetricState(Tensor value) {
    super(value);
  }
}
