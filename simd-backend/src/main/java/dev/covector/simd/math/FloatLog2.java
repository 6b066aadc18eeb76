package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The binary logarithm k + log(1 + f) / ln 2 with the reduction of {@link FloatLog}, exact at
 * powers of two.
 */
final class FloatLog2 {
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
  private static final float LOG2_E_HI = 1.442695f;
  private static final float LOG2_E_LO = 1.925963e-8f;

  private FloatLog2() {}

  /** log2 x; log2 0 is -Infinity, log2 of a negative number is NaN. */
  static FloatVector log2(FloatVector x) {
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
    FloatVector low = f.fma(x.broadcast(LOG2_E_LO), tail.mul(LOG2_E_HI));
    FloatVector product = f.mul(LOG2_E_HI);
    low = low.add(f.fma(x.broadcast(LOG2_E_HI), product.neg()));
    FloatVector sum = k.add(product);
    // exact sum: |k| is 0 or larger than |product|
    low = low.add(product.sub(sum.sub(k)));
    FloatVector y = sum.add(low);
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return y.blend(NAN, x.compare(VectorOperators.LT, ZERO));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float log2(float x) {
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
    float low = Math.fma(f, LOG2_E_LO, tail * LOG2_E_HI);
    float product = f * LOG2_E_HI;
    low = low + Math.fma(f, LOG2_E_HI, -product);
    float sum = k + product;
    // exact sum: |k| is 0 or larger than |product|
    low = low + (product - (sum - k));
    float y = sum + low;
    y = (x < INFINITY) ? y : x;
    y = (x == ZERO) ? (-INFINITY) : y;
    return (x < ZERO) ? NAN : y;
  }
}
