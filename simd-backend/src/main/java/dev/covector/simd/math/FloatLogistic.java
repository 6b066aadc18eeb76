package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The logistic function 1 / (1 + e^-x) from z = e^-|x|: with q = z / (1 + z) it is 1 - q for x at
 * least 0, else q, which z - z q gives with a smaller error. Neither tail overflows or loses
 * accuracy.
 */
final class FloatLogistic {

  private FloatLogistic() {}

  /** 1 / (1 + e^-x); subnormal results are kept. */
  static FloatVector logistic(FloatVector x) {
    return of(x, FloatExp.exp(x.abs().neg()));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float logistic(float x) {
    return of(x, FloatExp.exp(-Math.abs(x)));
  }

  /** 1 / (1 + e^-x) where subnormal results are zeros. */
  static FloatVector logisticFlushed(FloatVector x) {
    return of(x, FloatExp.expFlushed(x.abs().neg()));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float logisticFlushed(float x) {
    return of(x, FloatExp.expFlushed(-Math.abs(x)));
  }

  private static FloatVector of(FloatVector x, FloatVector z) {
    FloatVector q = z.div(z.add(1.0f));
    return x.broadcast(1.0f).sub(q).blend(z.neg().fma(q, z), x.compare(VectorOperators.LT, 0.0f));
  }

  private static float of(float x, float z) {
    float q = z / (z + 1.0f);
    return (x < 0.0f) ? Math.fma(-z, q, z) : (1.0f - q);
  }
}
