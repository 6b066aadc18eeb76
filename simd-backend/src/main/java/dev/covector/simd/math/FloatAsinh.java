package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse hyperbolic sine: x + x^3 p(x^2) for |x| below 1/2, p a minimax fit (Remez exchange,
 * 2^-34 relative); above it is log(a + sqrt(a^2 + 1)), with the rounding errors of the argument
 * carried into the logarithm.
 */
final class FloatAsinh {
  private static final int SIGN = 0x80000000;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float FAR = 8192.0f;

  private FloatAsinh() {}

  /** asinh x; keeps the sign of zero. */
  static FloatVector asinh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = a.mul(a);
    FloatVector h = z.add(1.0f);
    FloatVector b = h.sub(z);
    FloatVector hLow = z.sub(h.sub(b)).add(x.broadcast(1.0f).sub(b)).add(a.fma(a, z.neg()));
    FloatVector s = h.sqrt();
    FloatVector sLow = s.neg().fma(s, h).add(hLow).div(s.add(s));
    FloatVector u = a.add(s);
    FloatVector low = a.sub(u.sub(s)).add(sLow);
    // beyond FAR the root is a itself: log(2a)
    VectorMask<Float> far = a.compare(VectorOperators.GT, FAR);
    u = u.blend(a, far);
    low = low.blend(0.0f, far);
    FloatVector y = FloatLog1p.logOfSum(u, low, x.broadcast(0.0f).blend(1.0f, far));
    FloatVector p = z.fma(0.009173224f, -0.01998418f);
    p = p.fma(z, x.broadcast(0.030014139f));
    p = p.fma(z, x.broadcast(-0.044613402f));
    p = p.fma(z, x.broadcast(0.0749989f));
    p = p.fma(z, x.broadcast(-0.16666666f));
    y = y.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 0.5f));
    y = a.blend(y, a.compare(VectorOperators.LT, INFINITY));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float asinh(float x) {
    float a = Math.abs(x);
    float z = a * a;
    float h = z + 1.0f;
    float b = h - z;
    float hLow = (z - (h - b)) + (1.0f - b) + Math.fma(a, a, -z);
    float s = (float) Math.sqrt(h);
    float sLow = (Math.fma(-s, s, h) + hLow) / (s + s);
    float u = a + s;
    float low = (a - (u - s)) + sLow;
    // beyond FAR the root is a itself: log(2a)
    boolean far = a > FAR;
    u = far ? a : u;
    low = far ? 0.0f : low;
    float y = FloatLog1p.logOfSum(u, low, far ? 1.0f : 0.0f);
    float p = Math.fma(z, 0.009173224f, -0.01998418f);
    p = Math.fma(p, z, 0.030014139f);
    p = Math.fma(p, z, -0.044613402f);
    p = Math.fma(p, z, 0.0749989f);
    p = Math.fma(p, z, -0.16666666f);
    y = (a < 0.5f) ? Math.fma(a * z, p, a) : y;
    y = (a < INFINITY) ? y : a;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
