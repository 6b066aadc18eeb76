package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * A running average, as of BatchNorm.
 *
 * <pre>{@code
 * Nnx.state(new BatchNorm(4, new Rngs(0)), BatchStat.class); // mean and var
 * }</pre>
 */
public class BatchStat extends Variable {
  /** A variable with its first value. */
  public BatchStat(Tensor value) {
    super(value);
  }
}
