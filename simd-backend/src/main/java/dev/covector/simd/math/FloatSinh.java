package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic sine: x + x^3 p(x^2) for |x| below 1, p a minimax fit (Remez exchange, 2^-25
 * relative), (e^a - e^-a)/2 above, where e^a/2 is formed before it can overflow.
 */
final class FloatSinh {
  private static final int SIGN = 0x80000000;

  private FloatSinh() {}

  /** sinh x; keeps the sign of zero. */
  static FloatVector sinh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector half = FloatExp.scaledExp(a, x.broadcast(0.0f), x.broadcast(0.5f));
    FloatVector large = half.sub(x.broadcast(0.25f).div(half));
    FloatVector z = a.mul(a);
    FloatVector p = z.fma(2.0377953e-4f, 0.008330205f);
    p = p.fma(z, x.broadcast(0.16666718f));
    FloatVector y = large.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 1.0f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float sinh(float x) {
    float a = Math.abs(x);
    float half = FloatExp.scaledExp(a, 0.0f, 0.5f);
    float large = half - (0.25f / half);
    float z = a * a;
    float p = Math.fma(z, 2.0377953e-4f, 0.008330205f);
    p = Math.fma(p, z, 0.16666718f);
    float y = (a < 1.0f) ? Math.fma(a * z, p, a) : large;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
