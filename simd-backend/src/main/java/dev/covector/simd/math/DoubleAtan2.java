package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The angle of the point (x, y): the arc tangent of the smaller magnitude over the larger, unfolded
 * by octant; t + t^3 p(t^2) on [-1, 1], p a minimax fit (Remez exchange, 2^-55 relative).
 */
final class DoubleAtan2 {
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_LOW = 6.123233995736766e-17;
  private static final double PI = 3.141592653589793;
  private static final double PI_LOW = 1.2246467991473532e-16;
  private static final long SIGN = 0x8000000000000000L;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final long ONE_BITS = 0x3ff0000000000000L;

  private DoubleAtan2() {}

  /** atan2(y, x) with the conventions of IEEE 754 for zeros and infinities. */
  static DoubleVector atan2(DoubleVector y, DoubleVector x) {
    DoubleVector ay = y.abs();
    DoubleVector ax = x.abs();
    VectorMask<Double> swapped = ay.compare(VectorOperators.GT, ax);
    DoubleVector top = ay.blend(ax, swapped);
    DoubleVector bottom = ax.blend(ay, swapped);
    DoubleVector t = top.div(bottom);
    t = t.blend(top, bottom.compare(VectorOperators.EQ, 0.0));
    t =
        t.blend(
            1.0,
            top.compare(VectorOperators.EQ, INFINITY)
                .and(bottom.compare(VectorOperators.EQ, INFINITY)));
    DoubleVector z = t.mul(t);
    DoubleVector p = z.fma(-2.0662511246787787e-05, 0.00022685060433736502);
    p = p.fma(z, y.broadcast(-0.001180775074226151));
    p = p.fma(z, y.broadcast(0.003900463914419027));
    p = p.fma(z, y.broadcast(-0.009265418028151054));
    p = p.fma(z, y.broadcast(0.01708422808933326));
    p = p.fma(z, y.broadcast(-0.025930893366835517));
    p = p.fma(z, y.broadcast(0.03414539282049301));
    p = p.fma(z, y.broadcast(-0.040970747552342646));
    p = p.fma(z, y.broadcast(0.046759003536151277));
    p = p.fma(z, y.broadcast(-0.052398898446544384));
    p = p.fma(z, y.broadcast(0.05877475407371632));
    p = p.fma(z, y.broadcast(-0.06665892234709628));
    p = p.fma(z, y.broadcast(0.0769221732773587));
    p = p.fma(z, y.broadcast(-0.09090901658886258));
    p = p.fma(z, y.broadcast(0.11111110705609302));
    p = p.fma(z, y.broadcast(-0.14285714272357714));
    p = p.fma(z, y.broadcast(0.19999999999774876));
    p = p.fma(z, y.broadcast(-0.33333333333331994));
    DoubleVector r = t.mul(z).fma(p, t);
    VectorMask<Double> left =
        x.reinterpretAsLongs()
            .and(SIGN)
            .or(ONE_BITS)
            .reinterpretAsDoubles()
            .compare(VectorOperators.LT, 0.0);
    r = r.blend(r.neg(), swapped);
    r = r.blend(r.neg(), left);
    DoubleVector high = y.broadcast(0.0).blend(PI, left);
    DoubleVector low = y.broadcast(0.0).blend(PI_LOW, left);
    high = high.blend(HALF_PI, swapped);
    low = low.blend(HALF_PI_LOW, swapped);
    DoubleVector angle = high.add(r.add(low));
    angle = angle.blend(NAN, x.compare(VectorOperators.NE, x).or(y.compare(VectorOperators.NE, y)));
    return angle
        .abs()
        .reinterpretAsLongs()
        .or(y.reinterpretAsLongs().and(SIGN))
        .reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double atan2(double y, double x) {
    double ay = Math.abs(y);
    double ax = Math.abs(x);
    boolean swapped = ay > ax;
    double top = swapped ? ax : ay;
    double bottom = swapped ? ay : ax;
    double t = top / bottom;
    t = (bottom == 0.0) ? top : t;
    t = ((top == INFINITY) && (bottom == INFINITY)) ? 1.0 : t;
    double z = t * t;
    double p = Math.fma(z, -2.0662511246787787e-05, 0.00022685060433736502);
    p = Math.fma(p, z, -0.001180775074226151);
    p = Math.fma(p, z, 0.003900463914419027);
    p = Math.fma(p, z, -0.009265418028151054);
    p = Math.fma(p, z, 0.01708422808933326);
    p = Math.fma(p, z, -0.025930893366835517);
    p = Math.fma(p, z, 0.03414539282049301);
    p = Math.fma(p, z, -0.040970747552342646);
    p = Math.fma(p, z, 0.046759003536151277);
    p = Math.fma(p, z, -0.052398898446544384);
    p = Math.fma(p, z, 0.05877475407371632);
    p = Math.fma(p, z, -0.06665892234709628);
    p = Math.fma(p, z, 0.0769221732773587);
    p = Math.fma(p, z, -0.09090901658886258);
    p = Math.fma(p, z, 0.11111110705609302);
    p = Math.fma(p, z, -0.14285714272357714);
    p = Math.fma(p, z, 0.19999999999774876);
    p = Math.fma(p, z, -0.33333333333331994);
    double r = Math.fma(t * z, p, t);
    boolean left = Double.longBitsToDouble((Double.doubleToRawLongBits(x) & SIGN) | ONE_BITS) < 0.0;
    r = swapped ? (-r) : r;
    r = left ? (-r) : r;
    double high = left ? PI : 0.0;
    double low = left ? PI_LOW : 0.0;
    high = swapped ? HALF_PI : high;
    low = swapped ? HALF_PI_LOW : low;
    double angle = high + (r + low);
    angle = ((x != x) || (y != y)) ? NAN : angle;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(Math.abs(angle)) | (Double.doubleToRawLongBits(y) & SIGN));
  }
}
