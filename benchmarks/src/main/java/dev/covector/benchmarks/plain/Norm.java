package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/**
 * Layer normalization over the last axis; Ba et al. 2016.
 *
 * @param scale f32[width]
 * @param bias f32[width]
 */
record Norm(Tensor scale, Tensor bias) {
  private static final double EPSILON = 1e-6;

  static Norm of(int width) {
    return new Norm(Numpy.ones(width), Numpy.zeros(width));
  }

  Tensor apply(Tensor x) {
    Tensor mean = x.mean(new int[] {-1}, true);
    Tensor variance = x.var(new int[] {-1}, true);
    return x.minus(mean).times(Lax.rsqrt(variance.plus(EPSILON))).times(scale).plus(bias);
  }
}
