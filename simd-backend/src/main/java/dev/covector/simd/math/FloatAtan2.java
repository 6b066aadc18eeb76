package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The angle of the point (x, y): the arc tangent of the smaller magnitude over the larger, unfolded
 * by octant; t + t^3 p(t^2) on [-1, 1], p a minimax fit (Remez exchange, 2^-26 relative).
 */
final class FloatAtan2 {
  private static final float HALF_PI = 1.5707964f;
  private static final float HALF_PI_LOW = -4.371139e-8f;
  private static final float PI = 3.1415927f;
  private static final float PI_LOW = -8.742278e-8f;
  private static final int SIGN = 0x80000000;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;
  private static final int ONE_BITS = 0x3f800000;

  private FloatAtan2() {}

  /** atan2(y, x) with the conventions of IEEE 754 for zeros and infinities. */
  static FloatVector atan2(FloatVector y, FloatVector x) {
    FloatVector ay = y.abs();
    FloatVector ax = x.abs();
    VectorMask<Float> swapped = ay.compare(VectorOperators.GT, ax);
    FloatVector top = ay.blend(ax, swapped);
    FloatVector bottom = ax.blend(ay, swapped);
    FloatVector t = top.div(bottom);
    t = t.blend(top, bottom.compare(VectorOperators.EQ, 0.0f));
    t =
        t.blend(
            1.0f,
            top.compare(VectorOperators.EQ, INFINITY)
                .and(bottom.compare(VectorOperators.EQ, INFINITY)));
    FloatVector z = t.mul(t);
    FloatVector p = z.fma(0.0029745363f, -0.016580962f);
    p = p.fma(z, y.broadcast(0.043553166f));
    p = p.fma(z, y.broadcast(-0.075805455f));
    p = p.fma(z, y.broadcast(0.10678924f));
    p = p.fma(z, y.broadcast(-0.14214204f));
    p = p.fma(z, y.broadcast(0.19994137f));
    p = p.fma(z, y.broadcast(-0.33333167f));
    FloatVector r = t.mul(z).fma(p, t);
    VectorMask<Float> left =
        x.reinterpretAsInts()
            .and(SIGN)
            .or(ONE_BITS)
            .reinterpretAsFloats()
            .compare(VectorOperators.LT, 0.0f);
    r = r.blend(r.neg(), swapped);
    r = r.blend(r.neg(), left);
    FloatVector high = y.broadcast(0.0f).blend(PI, left);
    FloatVector low = y.broadcast(0.0f).blend(PI_LOW, left);
    high = high.blend(HALF_PI, swapped);
    low = low.blend(HALF_PI_LOW, swapped);
    FloatVector angle = high.add(r.add(low));
    angle = angle.blend(NAN, x.compare(VectorOperators.NE, x).or(y.compare(VectorOperators.NE, y)));
    return angle
        .abs()
        .reinterpretAsInts()
        .or(y.reinterpretAsInts().and(SIGN))
        .reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float atan2(float y, float x) {
    float ay = Math.abs(y);
    float ax = Math.abs(x);
    boolean swapped = ay > ax;
    float top = swapped ? ax : ay;
    float bottom = swapped ? ay : ax;
    float t = top / bottom;
    t = (bottom == 0.0f) ? top : t;
    t = ((top == INFINITY) && (bottom == INFINITY)) ? 1.0f : t;
    float z = t * t;
    float p = Math.fma(z, 0.0029745363f, -0.016580962f);
    p = Math.fma(p, z, 0.043553166f);
    p = Math.fma(p, z, -0.075805455f);
    p = Math.fma(p, z, 0.10678924f);
    p = Math.fma(p, z, -0.14214204f);
    p = Math.fma(p, z, 0.19994137f);
    p = Math.fma(p, z, -0.33333167f);
    float r = Math.fma(t * z, p, t);
    boolean left = Float.intBitsToFloat((Float.floatToRawIntBits(x) & SIGN) | ONE_BITS) < 0.0f;
    r = swapped ? (-r) : r;
    r = left ? (-r) : r;
    float high = left ? PI : 0.0f;
    float low = left ? PI_LOW : 0.0f;
    high = swapped ? HALF_PI : high;
    low = swapped ? HALF_PI_LOW : low;
    float angle = high + (r + low);
    angle = ((x != x) || (y != y)) ? NAN : angle;
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(Math.abs(angle)) | (Float.floatToRawIntBits(y) & SIGN));
  }
}
