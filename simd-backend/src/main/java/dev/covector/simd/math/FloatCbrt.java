package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The cube root: x = m 2^(3j), m in [1, 8). A minimax cubic on [1, 2) times the cube root of the
 * even power of two left over gives 13 bits, one Halley step with an exact residual the rest.
 */
final class FloatCbrt {
  private static final float MIN_NORMAL = Float.MIN_NORMAL;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final int SIGN = 0x80000000;
  private static final float ZERO = 0.0f;
  private static final int MANTISSA = 0x007fffff;
  private static final int ONE_BITS = 0x3f800000;
  private static final int INT_BITS = 0x4b000000;
  private static final float INT_OFFSET = 8388606.0f;
  private static final float SHIFT = 12582996.0f;
  private static final float CBRT_2 = 1.2599211f;
  private static final float CBRT_4 = 1.587401f;

  private FloatCbrt() {}

  /** The cube root of x; keeps the sign of zero. */
  static FloatVector cbrt(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> subnormal = a.compare(VectorOperators.LT, MIN_NORMAL);
    FloatVector u = a.blend(a.mul(1.6777216e7f), subnormal);
    IntVector i = u.reinterpretAsInts();
    FloatVector e =
        i.lanewise(VectorOperators.LSHR, 23).or(INT_BITS).reinterpretAsFloats().sub(INT_OFFSET);
    FloatVector shifted = e.sub(1.0f).fma(0.33333334f, SHIFT);
    FloatVector left = shifted.sub(SHIFT).fma(x.broadcast(-3.0f), e);
    FloatVector m = i.and(MANTISSA).or(ONE_BITS).reinterpretAsFloats();
    FloatVector r = m.fma(0.023104673f, -0.16296844f);
    r = r.fma(m, x.broadcast(0.5871126f));
    r = r.fma(m, x.broadcast(0.55282414f));
    r = r.blend(r.mul(CBRT_2), left.compare(VectorOperators.EQ, 1.0f));
    m = m.blend(m.add(m), left.compare(VectorOperators.EQ, 1.0f));
    r = r.blend(r.mul(CBRT_4), left.compare(VectorOperators.EQ, 2.0f));
    m = m.blend(m.mul(4.0f), left.compare(VectorOperators.EQ, 2.0f));
    FloatVector square = r.mul(r);
    FloatVector cube = square.mul(r);
    FloatVector residual =
        r.fma(r, square.neg()).fma(r, square.fma(r, cube.neg()).add(cube.sub(m)));
    FloatVector y = r.neg().fma(residual.div(cube.add(cube).add(m)), r);
    y = y.mul(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    y = y.blend(y.mul(0.00390625f), subnormal);
    y =
        a.blend(
            y, a.compare(VectorOperators.LT, INFINITY).and(a.compare(VectorOperators.GT, ZERO)));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float cbrt(float x) {
    float a = Math.abs(x);
    boolean subnormal = a < MIN_NORMAL;
    float u = subnormal ? (a * 1.6777216e7f) : a;
    int i = Float.floatToRawIntBits(u);
    float e = Float.intBitsToFloat((i >>> 23) | INT_BITS) - INT_OFFSET;
    float shifted = Math.fma(e - 1.0f, 0.33333334f, SHIFT);
    float left = Math.fma(shifted - SHIFT, -3.0f, e);
    float m = Float.intBitsToFloat((i & MANTISSA) | ONE_BITS);
    float r = Math.fma(m, 0.023104673f, -0.16296844f);
    r = Math.fma(r, m, 0.5871126f);
    r = Math.fma(r, m, 0.55282414f);
    r = (left == 1.0f) ? (r * CBRT_2) : r;
    m = (left == 1.0f) ? (m + m) : m;
    r = (left == 2.0f) ? (r * CBRT_4) : r;
    m = (left == 2.0f) ? (m * 4.0f) : m;
    float square = r * r;
    float cube = square * r;
    float residual = Math.fma(Math.fma(r, r, -square), r, Math.fma(square, r, -cube) + (cube - m));
    float y = Math.fma(-r, residual / (cube + cube + m), r);
    y = y * Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    y = subnormal ? (y * 0.00390625f) : y;
    y = ((a < INFINITY) && (a > ZERO)) ? y : a;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
