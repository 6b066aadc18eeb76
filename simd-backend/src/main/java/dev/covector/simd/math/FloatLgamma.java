package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;

/** The logarithm of |gamma(x)| by way of {@link DoubleLgamma}. */
final class FloatLgamma {
  private FloatLgamma() {}

  /**
   * log |gamma(x)|; +Infinity at zero, the negative integers and both infinities. Computed lane by
   * lane.
   */
  static FloatVector lgamma(FloatVector x) {
    float[] lanes = x.toArray();
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = FloatMath.lgamma(lanes[lane]);
    }
    return FloatVector.fromArray(x.species(), lanes, 0);
  }

  /** Scalar twin of the vector form, by way of f64. */
  static float lgamma(float x) {
    return (float) DoubleLgamma.lgamma(x);
  }
}
