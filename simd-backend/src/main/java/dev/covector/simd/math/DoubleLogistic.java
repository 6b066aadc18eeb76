package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The logistic function 1 / (1 + e^-x) from z = e^-|x|: with q = z / (1 + z) it is 1 - q for x at
 * least 0, else q, which z - z q gives with a smaller error. Neither tail overflows or loses
 * accuracy.
 */
final class DoubleLogistic {

  private DoubleLogistic() {}

  /** 1 / (1 + e^-x); subnormal results are kept. */
  static DoubleVector logistic(DoubleVector x) {
    DoubleVector z = DoubleExp.exp(x.abs().neg());
    DoubleVector q = z.div(z.add(1.0));
    return x.broadcast(1.0).sub(q).blend(z.neg().fma(q, z), x.compare(VectorOperators.LT, 0.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double logistic(double x) {
    double z = DoubleExp.exp(-Math.abs(x));
    double q = z / (z + 1.0);
    return (x < 0.0) ? Math.fma(-z, q, z) : (1.0 - q);
  }
}
