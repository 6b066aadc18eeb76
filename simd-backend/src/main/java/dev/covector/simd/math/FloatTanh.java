package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic tangent: s / (1 + s) for s = (e^(2|x|) - 1) / 2, where s comes without
 * cancellation as in {@link FloatExpm1}, with its coefficients scaled; 1 to within half a unit in
 * the last place beyond 10. Near 0, s - s^2 / (1 + s) forgets most of the division's roundings. The
 * polynomial is evaluated by even and odd terms: loops with this function wait for results more
 * than for the units, so that a shorter chain counts as much as fewer operations.
 */
final class FloatTanh {
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int SIGN = 0x80000000;

  /** Twice the logarithm's. */
  private static final float LOG2_E = 2.88539f;

  private static final float LN2 = 0.3465736f;
  private static final float SHIFT = 12583039.0f;
  private static final float NEAR_ZERO = 0.35f;

  private FloatTanh() {}

  /** tanh x; keeps the sign of zero, +-1 at the infinities. */
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector capped = a.blend(10.0f, a.compare(VectorOperators.GT, 10.0f));
    FloatVector shifted = capped.fma(LOG2_E, SHIFT);
    FloatVector n = shifted.sub(SHIFT);
    FloatVector r = n.fma(x.broadcast(-LN2), capped);
    FloatVector z = r.mul(r);
    FloatVector odd = r.fma(0.6666618f, 1.0f);
    FloatVector even = r.fma(0.1338631f, 0.33333123f);
    FloatVector q = z.fma(x.broadcast(0.04460963f), even);
    FloatVector m = q.fma(z, odd).fma(z, r);
    FloatVector scale =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    FloatVector s = m.fma(scale, scale.fma(0.5f, -0.5f));
    FloatVector y = s.div(x.broadcast(-1.0f).sub(s));
    y = y.blend(s.fma(y, s), a.compare(VectorOperators.LT, NEAR_ZERO));
    return y.reinterpretAsInts()
        .and(MAGNITUDE)
        .or(x.reinterpretAsInts().and(SIGN))
        .reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float tanh(float x) {
    float a = Math.abs(x);
    float capped = (a > 10.0f) ? 10.0f : a;
    float shifted = Math.fma(capped, LOG2_E, SHIFT);
    float n = shifted - SHIFT;
    float r = Math.fma(n, -LN2, capped);
    float z = r * r;
    float odd = Math.fma(r, 0.6666618f, 1.0f);
    float even = Math.fma(r, 0.1338631f, 0.33333123f);
    float q = Math.fma(z, 0.04460963f, even);
    float m = Math.fma(Math.fma(q, z, odd), z, r);
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    float s = Math.fma(m, scale, Math.fma(scale, 0.5f, -0.5f));
    float y = s / (-1.0f - s);
    y = (a < NEAR_ZERO) ? Math.fma(s, y, s) : y;
    return Float.intBitsToFloat(
        (Float.floatToRawIntBits(y) & MAGNITUDE) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
