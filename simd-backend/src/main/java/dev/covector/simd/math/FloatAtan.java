package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The arc tangent: t + t^3 p(t^2) on [-1, 1], p a minimax fit (Remez exchange, 2^-26 relative);
 * beyond 1 it is pi/2 - atan(1/x).
 */
final class FloatAtan {
  private static final float HALF_PI = 1.5707964f;
  private static final float HALF_PI_LOW = -4.371139e-8f;
  private static final int SIGN = 0x80000000;

  private FloatAtan() {}

  /** atan x; keeps the sign of zero. */
  static FloatVector atan(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> inverted = a.compare(VectorOperators.GT, 1.0f);
    FloatVector t = a.blend(x.broadcast(-1.0f).div(a), inverted);
    FloatVector z = t.mul(t);
    FloatVector p = z.fma(0.0029745363f, -0.016580962f);
    p = p.fma(z, x.broadcast(0.043553166f));
    p = p.fma(z, x.broadcast(-0.075805455f));
    p = p.fma(z, x.broadcast(0.10678924f));
    p = p.fma(z, x.broadcast(-0.14214204f));
    p = p.fma(z, x.broadcast(0.19994137f));
    p = p.fma(z, x.broadcast(-0.33333167f));
    FloatVector r = t.mul(z).fma(p, t);
    FloatVector y = r.blend(r.add(HALF_PI_LOW).add(HALF_PI), inverted);
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float atan(float x) {
    float a = Math.abs(x);
    boolean inverted = a > 1.0f;
    float t = inverted ? ((-1.0f) / a) : a;
    float z = t * t;
    float p = Math.fma(z, 0.0029745363f, -0.016580962f);
    p = Math.fma(p, z, 0.043553166f);
    p = Math.fma(p, z, -0.075805455f);
    p = Math.fma(p, z, 0.10678924f);
    p = Math.fma(p, z, -0.14214204f);
    p = Math.fma(p, z, 0.19994137f);
    p = Math.fma(p, z, -0.33333167f);
    float r = Math.fma(t * z, p, t);
    float y = inverted ? (r + HALF_PI_LOW + HALF_PI) : r;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
