package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse hyperbolic cosine log(x + sqrt(x^2 - 1)), with the rounding errors of the argument
 * carried into the logarithm, so that nothing is lost near 1.
 */
final class FloatAcosh {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;
  private static final float FAR = 8192.0f;

  private FloatAcosh() {}

  /** acosh x; NaN below 1. */
  static FloatVector acosh(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector h = z.sub(1.0f);
    FloatVector hLow = z.sub(h).sub(1.0f).add(x.fma(x, z.neg()));
    FloatVector s = h.add(hLow).sqrt();
    FloatVector sLow = s.neg().fma(s, h).add(hLow).div(s.add(s));
    sLow = x.broadcast(0.0f).blend(sLow, s.compare(VectorOperators.GT, 0.0f));
    FloatVector u = x.add(s);
    FloatVector low = s.sub(u.sub(x)).add(sLow);
    // beyond FAR the root is x itself: log(2x)
    VectorMask<Float> far = x.compare(VectorOperators.GT, FAR);
    u = u.blend(x, far);
    low = low.blend(0.0f, far);
    FloatVector y = FloatLog1p.logOfSum(u, low, x.broadcast(0.0f).blend(1.0f, far));
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    return x.broadcast(NAN).blend(y, x.compare(VectorOperators.GE, 1.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float acosh(float x) {
    float z = x * x;
    float h = z - 1.0f;
    float hLow = (z - h - 1.0f) + Math.fma(x, x, -z);
    float s = (float) Math.sqrt(h + hLow);
    float sLow = (Math.fma(-s, s, h) + hLow) / (s + s);
    sLow = (s > 0.0f) ? sLow : 0.0f;
    float u = x + s;
    float low = (s - (u - x)) + sLow;
    // beyond FAR the root is x itself: log(2x)
    boolean far = x > FAR;
    u = far ? x : u;
    low = far ? 0.0f : low;
    float y = FloatLog1p.logOfSum(u, low, far ? 1.0f : 0.0f);
    y = (x < INFINITY) ? y : x;
    return (x >= 1.0f) ? y : NAN;
  }
}
