package dev.covector.nnx;

import dev.covector.Tensor;

/** What is learned: the variables that gradients are taken of. */
public class Param extends Variable {
  /** A variable with its first value. */
  public Param(Tensor value) {
    super(value);
  }
}
