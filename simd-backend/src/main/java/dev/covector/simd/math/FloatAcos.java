package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The arc cosine pi/2 - asin x, with asin x = x + x^3 p(x^2) for |x| at most 1/2, p a minimax fit
 * (Remez exchange, 2^-27 relative); above 1/2 asin a = pi/2 - 2 asin sqrt((1 - a)/2).
 */
final class FloatAcos {
  private static final float HALF_PI = 1.5707964f;
  private static final float HALF_PI_LOW = -4.371139e-8f;
  private static final float PI = 3.1415927f;
  private static final float PI_LOW = -8.742278e-8f;

  private FloatAcos() {}

  /** acos x; NaN outside [-1, 1]. */
  static FloatVector acos(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> large = a.compare(VectorOperators.GT, 0.5f);
    FloatVector z = a.mul(a).blend(a.fma(-0.5f, 0.5f), large);
    FloatVector s = x.blend(z.sqrt(), large);
    FloatVector p = z.fma(0.042231128f, 0.024140662f);
    p = p.fma(z, x.broadcast(0.045478404f));
    p = p.fma(z, x.broadcast(0.07495232f));
    p = p.fma(z, x.broadcast(0.16666754f));
    FloatVector r = s.mul(z).fma(p, s);
    FloatVector twice = r.add(r);
    FloatVector outer =
        twice.blend(x.broadcast(PI).sub(twice.sub(PI_LOW)), x.compare(VectorOperators.LT, 0.0f));
    return x.broadcast(HALF_PI).sub(r.sub(HALF_PI_LOW)).blend(outer, large);
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float acos(float x) {
    float a = Math.abs(x);
    boolean large = a > 0.5f;
    float z = large ? Math.fma(a, -0.5f, 0.5f) : (a * a);
    float s = large ? (float) Math.sqrt(z) : x;
    float p = Math.fma(z, 0.042231128f, 0.024140662f);
    p = Math.fma(p, z, 0.045478404f);
    p = Math.fma(p, z, 0.07495232f);
    p = Math.fma(p, z, 0.16666754f);
    float r = Math.fma(s * z, p, s);
    float twice = r + r;
    float outer = (x < 0.0f) ? (PI - (twice - PI_LOW)) : twice;
    return large ? outer : (HALF_PI - (r - HALF_PI_LOW));
  }
}
