package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;

/**
 * The hyperbolic cosine (e^a + e^-a)/2 with a = |x|, where e^a/2 is formed before it can overflow.
 */
final class FloatCosh {

  private FloatCosh() {}

  /** cosh x. */
  static FloatVector cosh(FloatVector x) {
    FloatVector half = FloatExp.scaledExp(x.abs(), x.broadcast(0.0f), x.broadcast(0.5f));
    return half.add(x.broadcast(0.25f).div(half));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float cosh(float x) {
    float half = FloatExp.scaledExp(Math.abs(x), 0.0f, 0.5f);
    return half + (0.25f / half);
  }
}
