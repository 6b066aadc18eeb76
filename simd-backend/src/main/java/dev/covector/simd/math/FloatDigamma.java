package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;

/** The logarithmic derivative of gamma by way of {@link DoubleDigamma}. */
final class FloatDigamma {
  private FloatDigamma() {}

  /**
   * psi(x) = gamma'(x) / gamma(x); NaN at zero and the negative integers. Computed lane by lane.
   */
  static FloatVector digamma(FloatVector x) {
    float[] lanes = x.toArray();
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = FloatMath.digamma(lanes[lane]);
    }
    return FloatVector.fromArray(x.species(), lanes, 0);
  }

  /** Scalar twin of the vector form, by way of f64. */
  static float digamma(float x) {
    return (float) DoubleDigamma.digamma(x);
  }
}
