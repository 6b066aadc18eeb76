package dev.covector.nnx;

import dev.covector.Tensor;

/** The state of an optimizer. */
public class OptVariable extends Variable {
  /** A variable with its first value. */
  public OptVariable(Tensor value) {
    super(value);
  }
}
