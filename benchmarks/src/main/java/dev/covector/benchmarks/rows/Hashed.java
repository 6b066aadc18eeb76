package dev.covector.benchmarks.rows;

import dev.covector.random.Initializer;

/** Initializers of hashed numbers, which do not look at their key; the Python side has the same. */
final class Hashed {
  private Hashed() {}

  /** Numbers up to the inverse root of the number of inputs, which is the first size. */
  static Initializer kernel(int seed) {
    return (key, shape, dtype) -> {
      double bound = 1 / Math.sqrt(shape.dim(0));
      return Inputs.uniform(seed, -bound, bound, shape.toArray());
    };
  }

  /** Numbers up to a bound. */
  static Initializer uniform(int seed, double bound) {
    return (key, shape, dtype) -> Inputs.uniform(seed, -bound, bound, shape.toArray());
  }
}
