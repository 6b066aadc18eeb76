package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic tangent: x + x^3 p(x^2) for |x| below 0.55, p a minimax fit (Remez exchange, 2^-25
 * relative), 1 - 2 / (e^(2|x|) + 1) above, and 1 to within half a unit in the last place beyond 10.
 */
final class FloatTanh {
  private static final int SIGN = 0x80000000;

  private FloatTanh() {}

  /** tanh x; keeps the sign of zero, +-1 at the infinities. */
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = z.fma(0.016457308f, -0.05268342f);
    p = p.fma(z, x.broadcast(0.13320932f));
    p = p.fma(z, x.broadcast(-0.33332956f));
    FloatVector small = a.mul(z).fma(p, a);
    FloatVector capped = a.blend(10.0f, a.compare(VectorOperators.GT, 10.0f));
    FloatVector large =
        x.broadcast(1.0f)
            .sub(x.broadcast(2.0f).div(FloatExpm1.inRange(capped.add(capped)).add(2.0f)));
    FloatVector y = large.blend(small, a.compare(VectorOperators.LT, 0.55f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float tanh(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(z, 0.016457308f, -0.05268342f);
    p = Math.fma(p, z, 0.13320932f);
    p = Math.fma(p, z, -0.33332956f);
    float small = Math.fma(a * z, p, a);
    float capped = (a > 10.0f) ? 10.0f : a;
    float large = 1.0f - (2.0f / (FloatExpm1.inRange(capped + capped) + 2.0f));
    float y = (a < 0.55f) ? small : large;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
