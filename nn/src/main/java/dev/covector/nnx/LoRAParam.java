package dev.covector.nnx;

import dev.covector.Tensor;

/** A low-rank addition to a parameter. */
public class LoRAParam extends Param {
  /** A variable with its first value. */
  public LoRAParam(Tensor value) {
    super(value);
  }
}
