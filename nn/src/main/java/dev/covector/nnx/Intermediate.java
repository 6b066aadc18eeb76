package dev.covector.nnx;

import dev.covector.Tensor;

/** The class of values that modules sow; see {@link Nnx#capture}. */
public class Intermediate extends Variable {
  /** A variable with its first value. */
  public Intermediate(Tensor value) {
    super(value);
  }
}
