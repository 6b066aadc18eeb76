package dev.covector.nnx;

import dev.covector.Tensor;

/** A running average, as of BatchNorm. */
public class BatchStat extends Variable {
  /** A variable with its first value. */
  public BatchStat(Tensor value) {
    super(value);
  }
}
