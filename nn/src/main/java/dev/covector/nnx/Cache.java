package dev.covector.nnx;

import dev.covector.Tensor;

/** What is remembered between calls, as in decoding one position after the other. */
public class Cache extends Variable {
  /** A variable with its first value. */
  public Cache(Tensor value) {
    super(value);
  }
}
