package dev.covector.benchmarks.rows;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Hash;

/** Tensors of hashed data; the Python side computes the same. */
public final class Inputs {
  private Inputs() {}

  /** f32 from low to below high. */
  public static Tensor uniform(int seed, double low, double high, int... shape) {
    int n = (int) Shape.of(shape).size();
    return Tensor.of(Hash.uniform(seed, n, low, high), shape);
  }

  /** f32 from -1 to below 1. */
  public static Tensor signed(int seed, int... shape) {
    return uniform(seed, -1, 1, shape);
  }

  /** i32 from 0 to below bound. */
  public static Tensor integers(int seed, int bound, int... shape) {
    int n = (int) Shape.of(shape).size();
    return Tensor.of(Hash.integers(seed, n, bound), shape);
  }

  /** A symmetric matrix with elements from -1 to below 1, and a number added to its diagonal. */
  public static Tensor symmetric(int seed, int n, float diagonal) {
    float[] elements = Hash.symmetric(seed, n, -1, 1);
    for (int i = 0; i < n; i++) {
      elements[i * n + i] += diagonal;
    }
    return Tensor.of(elements, n, n);
  }
}
