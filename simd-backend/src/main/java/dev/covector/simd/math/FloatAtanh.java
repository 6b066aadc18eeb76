package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse hyperbolic tangent: x + x^3 p(x^2) for |x| below 1/2, p a minimax fit (Remez
 * exchange, 2^-29 relative); above it is log(1 + 2a / (1 - a)) / 2, with the rounding errors of the
 * argument carried into the logarithm.
 */
final class FloatAtanh {
  private static final int SIGN = 0x80000000;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;

  private FloatAtanh() {}

  /** atanh x; infinite at +-1, NaN beyond. */
  static FloatVector atanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector d = x.broadcast(1.0f).sub(a);
    FloatVector twice = a.add(a);
    FloatVector q = twice.div(d);
    FloatVector qLow = q.neg().fma(d, twice).div(d);
    FloatVector u = q.add(1.0f);
    FloatVector b = u.sub(q);
    FloatVector low = q.sub(u.sub(b)).add(x.broadcast(1.0f).sub(b)).add(qLow);
    FloatVector y = FloatLog1p.logOfSum(u, low, x.broadcast(0.0f)).mul(0.5f);
    FloatVector z = a.mul(a);
    FloatVector p = z.fma(0.17726246f, 0.050940856f);
    p = p.fma(z, x.broadcast(0.118350744f));
    p = p.fma(z, x.broadcast(0.14221363f));
    p = p.fma(z, x.broadcast(0.20002593f));
    p = p.fma(z, x.broadcast(0.333333f));
    y = y.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 0.5f));
    y = y.blend(INFINITY, a.compare(VectorOperators.EQ, 1.0f));
    y = x.broadcast(NAN).blend(y, a.compare(VectorOperators.LE, 1.0f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float atanh(float x) {
    float a = Math.abs(x);
    float d = 1.0f - a;
    float twice = a + a;
    float q = twice / d;
    float qLow = Math.fma(-q, d, twice) / d;
    float u = q + 1.0f;
    float b = u - q;
    float low = (q - (u - b)) + (1.0f - b) + qLow;
    float y = FloatLog1p.logOfSum(u, low, 0.0f) * 0.5f;
    float z = a * a;
    float p = Math.fma(z, 0.17726246f, 0.050940856f);
    p = Math.fma(p, z, 0.118350744f);
    p = Math.fma(p, z, 0.14221363f);
    p = Math.fma(p, z, 0.20002593f);
    p = Math.fma(p, z, 0.333333f);
    y = (a < 0.5f) ? Math.fma(a * z, p, a) : y;
    y = (a == 1.0f) ? INFINITY : y;
    y = (a <= 1.0f) ? y : NAN;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
