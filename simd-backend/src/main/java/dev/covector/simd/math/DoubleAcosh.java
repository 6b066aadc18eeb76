package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse hyperbolic cosine log(x + sqrt(x^2 - 1)), with the rounding errors of the argument
 * carried into the logarithm, so that nothing is lost near 1.
 */
final class DoubleAcosh {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double FAR = 268435456.0;

  private DoubleAcosh() {}

  /** acosh x; NaN below 1. */
  static DoubleVector acosh(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector h = z.sub(1.0);
    DoubleVector hLow = z.sub(h).sub(1.0).add(x.fma(x, z.neg()));
    DoubleVector s = h.add(hLow).sqrt();
    DoubleVector sLow = s.neg().fma(s, h).add(hLow).div(s.add(s));
    sLow = x.broadcast(0.0).blend(sLow, s.compare(VectorOperators.GT, 0.0));
    DoubleVector u = x.add(s);
    DoubleVector low = s.sub(u.sub(x)).add(sLow);
    // beyond FAR the root is x itself: log(2x)
    VectorMask<Double> far = x.compare(VectorOperators.GT, FAR);
    u = u.blend(x, far);
    low = low.blend(0.0, far);
    DoubleVector y = DoubleLog1p.logOfSum(u, low, x.broadcast(0.0).blend(1.0, far));
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    return x.broadcast(NAN).blend(y, x.compare(VectorOperators.GE, 1.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double acosh(double x) {
    double z = x * x;
    double h = z - 1.0;
    double hLow = (z - h - 1.0) + Math.fma(x, x, -z);
    double s = Math.sqrt(h + hLow);
    double sLow = (Math.fma(-s, s, h) + hLow) / (s + s);
    sLow = (s > 0.0) ? sLow : 0.0;
    double u = x + s;
    double low = (s - (u - x)) + sLow;
    // beyond FAR the root is x itself: log(2x)
    boolean far = x > FAR;
    u = far ? x : u;
    low = far ? 0.0 : low;
    double y = DoubleLog1p.logOfSum(u, low, far ? 1.0 : 0.0);
    y = (x < INFINITY) ? y : x;
    return (x >= 1.0) ? y : NAN;
  }
}
