package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The power of two: x = n + r with |r| at most 1/2, 2^x = 2^n (1 + r q(r)). The coefficients of q
 * are a minimax fit (Remez exchange) with an error of 2^-28 relative to r.
 */
final class FloatExp2 {
  private static final float SHIFT = 12583166.0f;
  private static final float OVERFLOW = Float.POSITIVE_INFINITY;

  private FloatExp2() {}

  /** 2^x; exact for integers. */
  static FloatVector exp2(FloatVector x) {
    FloatVector shifted = x.add(SHIFT);
    FloatVector n = shifted.sub(SHIFT);
    FloatVector r = x.sub(n);
    // shifted has n + 254 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n - n/2)
    FloatVector q = r.fma(1.5476371e-4f, 0.0013400269f);
    q = q.fma(r, x.broadcast(0.009618004f));
    q = q.fma(r, x.broadcast(0.05550328f));
    q = q.fma(r, x.broadcast(0.2402265f));
    q = q.fma(r, x.broadcast(0.6931472f));
    FloatVector p = q.fma(r, x.broadcast(1.0f));
    IntVector i = shifted.reinterpretAsInts();
    IntVector half = i.lanewise(VectorOperators.LSHR, 1);
    FloatVector y =
        p.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
            .mul(i.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GE, 128.0f));
    return y.blend(0.0f, x.compare(VectorOperators.LT, -151.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float exp2(float x) {
    float shifted = x + SHIFT;
    float n = shifted - SHIFT;
    float r = x - n;
    // shifted has n + 254 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n - n/2)
    float q = Math.fma(r, 1.5476371e-4f, 0.0013400269f);
    q = Math.fma(q, r, 0.009618004f);
    q = Math.fma(q, r, 0.05550328f);
    q = Math.fma(q, r, 0.2402265f);
    q = Math.fma(q, r, 0.6931472f);
    float p = Math.fma(q, r, 1.0f);
    int i = Float.floatToRawIntBits(shifted);
    int half = i >>> 1;
    float y = p * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat((i - half) << 23);
    y = (x >= 128.0f) ? OVERFLOW : y;
    return (x < (-151.0f)) ? 0.0f : y;
  }
}
