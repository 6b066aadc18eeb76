package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;

/**
 * The hyperbolic cosine (e^a + e^-a)/2 with a = |x|, where e^a/2 is formed before it can overflow.
 */
final class DoubleCosh {

  private DoubleCosh() {}

  /** cosh x. */
  static DoubleVector cosh(DoubleVector x) {
    DoubleVector half = DoubleExp.scaledExp(x.abs(), x.broadcast(0.0), x.broadcast(0.5));
    return half.add(x.broadcast(0.25).div(half));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double cosh(double x) {
    double half = DoubleExp.scaledExp(Math.abs(x), 0.0, 0.5);
    return half + (0.25 / half);
  }
}
