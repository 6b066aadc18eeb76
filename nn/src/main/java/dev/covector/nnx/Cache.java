package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * What is remembered between calls, as in decoding one position after the other.
 *
 * <pre>{@code
 * long numbers = Nnx.count(new Linear(3, 2, new Rngs(0)), Cache.class); // 0: it remembers nothing
 * }</pre>
 */
public class Cache extends Variable {
  /** A variable with its first value. */
  public Cache(Tensor value) {
    super(value);
  }
}
