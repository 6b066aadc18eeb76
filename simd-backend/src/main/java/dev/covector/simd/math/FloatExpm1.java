package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x - 1 without cancellation: x = n ln 2 + r and e^x - 1 = 2^n (e^r - 1) + (2^n - 1). e^r - 1 = r
 * + r^2/2 + r^3 q(r) with the minimax coefficients of {@link FloatExp}.
 */
final class FloatExpm1 {
  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HI = 0.6931472f;
  private static final float LN2_LO = -1.9046542e-9f;
  private static final float SHIFT_HALF = 12583038.0f;
  private static final float SHIFT_ONE = 12583039.0f;
  private static final int SIGN = 0x80000000;
  private static final float OVERFLOW = Float.POSITIVE_INFINITY;

  private FloatExpm1() {}

  /** e^x - 1; keeps the sign of zero. */
  static FloatVector expm1(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, SHIFT_HALF);
    FloatVector n = shifted.sub(SHIFT_HALF);
    FloatVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    FloatVector q = r.fma(0.0013940509f, 0.008366444f);
    q = q.fma(r, x.broadcast(0.041666403f));
    q = q.fma(r, x.broadcast(0.16666545f));
    q = q.fma(r, x.broadcast(0.5f));
    FloatVector m = q.mul(r).fma(r, r);
    FloatVector scale =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    // scale is 2^(n-1): 2^n itself overflows for the largest finite results
    FloatVector y = m.fma(scale, scale.sub(0.5f));
    y = y.add(y);
    y = y.blend(m, x.abs().compare(VectorOperators.LT, 0.25f));
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GT, 89.0f));
    y = y.blend(-1.0f, x.compare(VectorOperators.LT, -18.0f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float expm1(float x) {
    float shifted = Math.fma(x, LOG2_E, SHIFT_HALF);
    float n = shifted - SHIFT_HALF;
    float r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    float q = Math.fma(r, 0.0013940509f, 0.008366444f);
    q = Math.fma(q, r, 0.041666403f);
    q = Math.fma(q, r, 0.16666545f);
    q = Math.fma(q, r, 0.5f);
    float m = Math.fma(q * r, r, r);
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    // scale is 2^(n-1): 2^n itself overflows for the largest finite results
    float y = Math.fma(m, scale, scale - 0.5f);
    y = y + y;
    y = (Math.abs(x) < 0.25f) ? m : y;
    y = (x > 89.0f) ? OVERFLOW : y;
    y = (x < (-18.0f)) ? (-1.0f) : y;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /** e^x - 1 for |x| at most 20 or NaN only. */
  static FloatVector inRange(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, SHIFT_ONE);
    FloatVector n = shifted.sub(SHIFT_ONE);
    FloatVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    FloatVector q = r.fma(0.0013940509f, 0.008366444f);
    q = q.fma(r, x.broadcast(0.041666403f));
    q = q.fma(r, x.broadcast(0.16666545f));
    q = q.fma(r, x.broadcast(0.5f));
    FloatVector m = q.mul(r).fma(r, r);
    FloatVector scale =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    return m.fma(scale, scale.sub(1.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float inRange(float x) {
    float shifted = Math.fma(x, LOG2_E, SHIFT_ONE);
    float n = shifted - SHIFT_ONE;
    float r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    float q = Math.fma(r, 0.0013940509f, 0.008366444f);
    q = Math.fma(q, r, 0.041666403f);
    q = Math.fma(q, r, 0.16666545f);
    q = Math.fma(q, r, 0.5f);
    float m = Math.fma(q * r, r, r);
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    return Math.fma(m, scale, scale - 1.0f);
  }
}
