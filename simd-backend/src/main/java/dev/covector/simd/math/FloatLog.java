package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The natural logarithm: x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), log x = k ln 2 + log(1
 * + f). log(1 + f) = f - f^2/2 + f^3 p(f), p a minimax fit (Remez exchange, 2^-27 relative).
 */
final class FloatLog {
  private static final float LN2_HI = 0.6931472f;
  private static final float LN2_LO = -1.9046542e-9f;
  private static final int SQRT_HALF = 0x3f3504f3;
  private static final int ONE_LESS_SQRT_HALF = 0x004afb0d;
  private static final int MANTISSA = 0x007fffff;
  private static final int INT_BITS = 0x4b000000;
  private static final float INT_OFFSET = 8388735.0f;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;
  private static final float ZERO = 0.0f;
  private static final float MIN_NORMAL = Float.MIN_NORMAL;
  private static final float SUBNORMAL_SCALE = 3.3554432e7f;

  private FloatLog() {}

  /** log x; log 0 is -Infinity, log of a negative number is NaN. */
  static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    FloatVector u = x.blend(x.mul(SUBNORMAL_SCALE), subnormal);
    IntVector i = u.reinterpretAsInts().add(ONE_LESS_SQRT_HALF);
    IntVector e = i.lanewise(VectorOperators.LSHR, 23);
    FloatVector m = i.and(MANTISSA).add(SQRT_HALF).reinterpretAsFloats();
    FloatVector k = e.or(INT_BITS).reinterpretAsFloats().sub(INT_OFFSET);
    k = k.blend(k.sub(25.0f), subnormal);
    FloatVector f = m.sub(1.0f);
    FloatVector p = f.fma(-0.0785975f, 0.12881751f);
    p = p.fma(f, x.broadcast(-0.13128743f));
    p = p.fma(f, x.broadcast(0.14181173f));
    p = p.fma(f, x.broadcast(-0.16624554f));
    p = p.fma(f, x.broadcast(0.20002288f));
    p = p.fma(f, x.broadcast(-0.2500081f));
    p = p.fma(f, x.broadcast(0.33333316f));
    p = p.fma(f, x.broadcast(-0.5f));
    FloatVector tail = f.mul(f).mul(p);
    FloatVector y = k.fma(x.broadcast(LN2_HI), f.add(k.fma(x.broadcast(LN2_LO), tail)));
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return y.blend(NAN, x.compare(VectorOperators.LT, ZERO));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float log(float x) {
    boolean subnormal = x < MIN_NORMAL;
    float u = subnormal ? (x * SUBNORMAL_SCALE) : x;
    int i = Float.floatToRawIntBits(u) + ONE_LESS_SQRT_HALF;
    int e = i >>> 23;
    float m = Float.intBitsToFloat((i & MANTISSA) + SQRT_HALF);
    float k = Float.intBitsToFloat(e | INT_BITS) - INT_OFFSET;
    k = subnormal ? (k - 25.0f) : k;
    float f = m - 1.0f;
    float p = Math.fma(f, -0.0785975f, 0.12881751f);
    p = Math.fma(p, f, -0.13128743f);
    p = Math.fma(p, f, 0.14181173f);
    p = Math.fma(p, f, -0.16624554f);
    p = Math.fma(p, f, 0.20002288f);
    p = Math.fma(p, f, -0.2500081f);
    p = Math.fma(p, f, 0.33333316f);
    p = Math.fma(p, f, -0.5f);
    float tail = f * f * p;
    float y = Math.fma(k, LN2_HI, f + Math.fma(k, LN2_LO, tail));
    y = (x < INFINITY) ? y : x;
    y = (x == ZERO) ? (-INFINITY) : y;
    return (x < ZERO) ? NAN : y;
  }
}
