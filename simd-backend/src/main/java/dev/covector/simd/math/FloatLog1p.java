package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * log(1 + x): u = 1 + x is reduced as in {@link FloatLog}, and the exact rounding error of that sum
 * is added to f, so no accuracy is lost near zero.
 */
final class FloatLog1p {
  private static final float LN2_HI = 0.6931472f;
  private static final float LN2_LO = -1.9046542e-9f;
  private static final int SQRT_HALF = 0x3f3504f3;
  private static final int ONE_LESS_SQRT_HALF = 0x004afb0d;
  private static final int MANTISSA = 0x007fffff;
  private static final int INT_BITS = 0x4b000000;
  private static final float INT_OFFSET = 8388735.0f;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;
  private static final int SIGN = 0x80000000;
  private static final int REFLECTED = 0x000000ff;

  private FloatLog1p() {}

  /** log(1 + x); keeps the sign of zero, -Infinity at -1, NaN below. */
  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1.0f);
    // error of the sum (Knuth, TAOCP 4.2.2, theorem B)
    FloatVector b = u.sub(1.0f);
    FloatVector c = x.broadcast(1.0f).sub(u.sub(b)).add(x.sub(b));
    FloatVector y = logOfSum(u, c, x.broadcast(0.0f));
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, -1.0f));
    y = y.blend(NAN, x.compare(VectorOperators.LT, -1.0f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float log1p(float x) {
    float u = x + 1.0f;
    // error of the sum (Knuth, TAOCP 4.2.2, theorem B)
    float b = u - 1.0f;
    float c = (1.0f - (u - b)) + (x - b);
    float y = logOfSum(u, c, 0.0f);
    y = (x < INFINITY) ? y : x;
    y = (x == (-1.0f)) ? (-INFINITY) : y;
    y = (x < (-1.0f)) ? NAN : y;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /**
   * log(u + c) + twos ln 2 for a positive, normal, finite u and a correction c below its last
   * place.
   */
  static FloatVector logOfSum(FloatVector u, FloatVector c, FloatVector twos) {
    IntVector i = u.reinterpretAsInts().add(ONE_LESS_SQRT_HALF);
    IntVector e = i.lanewise(VectorOperators.LSHR, 23);
    FloatVector m = i.and(MANTISSA).add(SQRT_HALF).reinterpretAsFloats();
    // 2^(1-k) is built from bits, 2^-k would need a negative exponent field for the largest
    // arguments
    FloatVector scale =
        u.reinterpretAsInts()
            .broadcast(REFLECTED)
            .sub(e)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats();
    FloatVector f = c.fma(scale.mul(0.5f), m.sub(1.0f));
    FloatVector k = e.or(INT_BITS).reinterpretAsFloats().sub(INT_OFFSET).add(twos);
    FloatVector p = f.fma(-0.0785975f, 0.12881751f);
    p = p.fma(f, u.broadcast(-0.13128743f));
    p = p.fma(f, u.broadcast(0.14181173f));
    p = p.fma(f, u.broadcast(-0.16624554f));
    p = p.fma(f, u.broadcast(0.20002288f));
    p = p.fma(f, u.broadcast(-0.2500081f));
    p = p.fma(f, u.broadcast(0.33333316f));
    p = p.fma(f, u.broadcast(-0.5f));
    FloatVector tail = f.mul(f).mul(p);
    FloatVector y = k.fma(u.broadcast(LN2_HI), f.add(k.fma(u.broadcast(LN2_LO), tail)));
    return y;
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float logOfSum(float u, float c, float twos) {
    int i = Float.floatToRawIntBits(u) + ONE_LESS_SQRT_HALF;
    int e = i >>> 23;
    float m = Float.intBitsToFloat((i & MANTISSA) + SQRT_HALF);
    // 2^(1-k) is built from bits, 2^-k would need a negative exponent field for the largest
    // arguments
    float scale = Float.intBitsToFloat((REFLECTED - e) << 23);
    float f = Math.fma(c, scale * 0.5f, m - 1.0f);
    float k = (Float.intBitsToFloat(e | INT_BITS) - INT_OFFSET) + twos;
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
    return y;
  }
}
