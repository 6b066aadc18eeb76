package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The error function: x + x p(x^2) for |x| below 1, p a minimax fit (Remez exchange, 2^-29
 * relative), 1 - erfc |x| above.
 */
final class FloatErf {
  private static final int SIGN = 0x80000000;

  private FloatErf() {}

  /** erf x; keeps the sign of zero. */
  static FloatVector erf(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector y =
        x.broadcast(1.0f)
            .sub(FloatErfc.tail(a))
            .blend(nearZero(a), a.compare(VectorOperators.LT, 1.0f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float erf(float x) {
    float a = Math.abs(x);
    float y = (a < 1.0f) ? nearZero(a) : (1.0f - FloatErfc.tail(a));
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /** erf x for |x| below 1. */
  static FloatVector nearZero(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = z.fma(7.888768e-5f, -8.020744e-4f);
    p = p.fma(z, x.broadcast(0.0051895254f));
    p = p.fma(z, x.broadcast(-0.02685444f));
    p = p.fma(z, x.broadcast(0.112836f));
    p = p.fma(z, x.broadcast(-0.37612626f));
    p = p.fma(z, x.broadcast(0.12837917f));
    return x.fma(p, x);
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float nearZero(float x) {
    float z = x * x;
    float p = Math.fma(z, 7.888768e-5f, -8.020744e-4f);
    p = Math.fma(p, z, 0.0051895254f);
    p = Math.fma(p, z, -0.02685444f);
    p = Math.fma(p, z, 0.112836f);
    p = Math.fma(p, z, -0.37612626f);
    p = Math.fma(p, z, 0.12837917f);
    return Math.fma(x, p, x);
  }
}
