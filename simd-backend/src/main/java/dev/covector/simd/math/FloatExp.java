package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function: x = n ln 2 + r with |r| at most (ln 2)/2, e^x = 2^n e^r. n ln 2 is
 * subtracted in two fused steps (Cody and Waite 1980, chapter 6); e^r is 1 + r + r^2/2 + r^3 q(r),
 * where the coefficients of q are a minimax fit (Remez exchange, 2^-26 relative to r). 2^n is
 * applied as two factors, so subnormal results are rounded once and overflow is exact.
 */
final class FloatExp {
  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HI = 0.6931472f;
  private static final float LN2_LO = -1.9046542e-9f;
  private static final float SHIFT = 12583166.0f;
  private static final float OVERFLOW = Float.POSITIVE_INFINITY;

  /** 3 * 2^22: what is added to it is rounded to an integer, which is then in the low bits. */
  private static final float ROUND = 12582912.0f;

  /** The largest x whose exponential is finite. */
  private static final float LARGEST = 0x1.62e42ep6f;

  /** The smallest x whose exponential is not subnormal. */
  private static final float SMALLEST = -0x1.5d589ep6f;

  private FloatExp() {}

  /** e^x; subnormal results are kept. */
  static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, SHIFT);
    FloatVector n = shifted.sub(SHIFT);
    FloatVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    // shifted has n + 254 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n - n/2)
    FloatVector q = r.fma(0.0013940509f, 0.008366444f);
    q = q.fma(r, x.broadcast(0.041666403f));
    q = q.fma(r, x.broadcast(0.16666545f));
    q = q.fma(r, x.broadcast(0.5f));
    FloatVector p = q.mul(r).fma(r, r).add(1.0f);
    IntVector i = shifted.reinterpretAsInts();
    IntVector half = i.lanewise(VectorOperators.LSHR, 1);
    FloatVector y =
        p.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
            .mul(i.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GT, 89.0f));
    return y.blend(0.0f, x.compare(VectorOperators.LT, -104.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float exp(float x) {
    float shifted = Math.fma(x, LOG2_E, SHIFT);
    float n = shifted - SHIFT;
    float r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    // shifted has n + 254 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n - n/2)
    float q = Math.fma(r, 0.0013940509f, 0.008366444f);
    q = Math.fma(q, r, 0.041666403f);
    q = Math.fma(q, r, 0.16666545f);
    q = Math.fma(q, r, 0.5f);
    float p = Math.fma(q * r, r, r) + 1.0f;
    int i = Float.floatToRawIntBits(shifted);
    int half = i >>> 1;
    float y = p * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat((i - half) << 23);
    y = (x > 89.0f) ? OVERFLOW : y;
    return (x < (-104.0f)) ? 0.0f : y;
  }

  /**
   * e^x where subnormal results are zeros: 2^n is then added to the exponent as an integer. The
   * result is that of {@link #exp(FloatVector)} otherwise, bit for bit, with three operations less
   * and a shorter chain of them.
   */
  static FloatVector expFlushed(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, ROUND);
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    FloatVector q = r.fma(0.0013940509f, 0.008366444f);
    q = q.fma(r, x.broadcast(0.041666403f));
    q = q.fma(r, x.broadcast(0.16666545f));
    q = q.fma(r, x.broadcast(0.5f));
    FloatVector p = q.mul(r).fma(r, r).add(1.0f);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector y = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    // what is not smaller is infinite or NaN, as its sum with infinity is
    y = x.add(OVERFLOW).blend(y, x.compare(VectorOperators.LE, LARGEST));
    return y.blend(0.0f, x.compare(VectorOperators.LT, SMALLEST));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float expFlushed(float x) {
    float shifted = Math.fma(x, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    float q = Math.fma(r, 0.0013940509f, 0.008366444f);
    q = Math.fma(q, r, 0.041666403f);
    q = Math.fma(q, r, 0.16666545f);
    q = Math.fma(q, r, 0.5f);
    float p = Math.fma(q * r, r, r) + 1.0f;
    int exponent = Float.floatToRawIntBits(shifted) << 23;
    float y = Float.intBitsToFloat(Float.floatToRawIntBits(p) + exponent);
    y = (x <= LARGEST) ? y : (x + OVERFLOW);
    return (x < SMALLEST) ? 0.0f : y;
  }

  /**
   * factor e^(x + low) for a correction low far below x: the factor is applied before the result
   * can become subnormal.
   */
  static FloatVector scaledExp(FloatVector x, FloatVector low, FloatVector factor) {
    FloatVector shifted = x.fma(LOG2_E, SHIFT);
    FloatVector n = shifted.sub(SHIFT);
    FloatVector rest = n.fma(x.broadcast(-LN2_HI), x);
    FloatVector correction = n.fma(x.broadcast(-LN2_LO), low);
    FloatVector r = rest.add(correction);
    FloatVector rLow = rest.sub(r).add(correction);
    FloatVector q = r.fma(0.0013940509f, 0.008366444f);
    q = q.fma(r, x.broadcast(0.041666403f));
    q = q.fma(r, x.broadcast(0.16666545f));
    q = q.fma(r, x.broadcast(0.5f));
    FloatVector m = q.mul(r).fma(r, rLow).add(r);
    FloatVector p = m.fma(factor, factor);
    IntVector i = shifted.reinterpretAsInts();
    IntVector half = i.lanewise(VectorOperators.LSHR, 1);
    FloatVector y =
        p.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
            .mul(i.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GT, 90.0f));
    return y.blend(0.0f, x.compare(VectorOperators.LT, -104.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float scaledExp(float x, float low, float factor) {
    float shifted = Math.fma(x, LOG2_E, SHIFT);
    float n = shifted - SHIFT;
    float rest = Math.fma(n, -LN2_HI, x);
    float correction = Math.fma(n, -LN2_LO, low);
    float r = rest + correction;
    float rLow = (rest - r) + correction;
    float q = Math.fma(r, 0.0013940509f, 0.008366444f);
    q = Math.fma(q, r, 0.041666403f);
    q = Math.fma(q, r, 0.16666545f);
    q = Math.fma(q, r, 0.5f);
    float m = Math.fma(q * r, r, rLow) + r;
    float p = Math.fma(m, factor, factor);
    int i = Float.floatToRawIntBits(shifted);
    int half = i >>> 1;
    float y = p * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat((i - half) << 23);
    y = (x > 90.0f) ? OVERFLOW : y;
    return (x < (-104.0f)) ? 0.0f : y;
  }
}
