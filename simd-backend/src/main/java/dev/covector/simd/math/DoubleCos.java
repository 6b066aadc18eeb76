package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The cosine: x = n pi/2 + r with pi/2 in three parts, each product fused (Cody and Waite 1980,
 * chapter 8); the first difference is exact for |x| up to 10^9. A vector with a larger lane takes
 * the scalar path, which reduces by the full pi (StrictMath). sin r = r + r^3 p(r^2) and cos r = 1
 * - r^2/2 + r^4 p(r^2) are minimax fits (Remez exchange, 2^-58 relative).
 */
final class DoubleCos {
  private static final double TWO_OVER_PI = 0.6366197723675814;
  private static final double HALF_PI_1 = 1.5707963267948966;
  private static final double HALF_PI_2 = 6.123233995736766e-17;
  private static final double HALF_PI_3 = -1.4973849048591698e-33;
  private static final double SHIFT = 6755399441055744.0;
  private static final double FAR = 1000000000.0;
  private static final long SIGN = 0x8000000000000000L;

  private DoubleCos() {}

  /** cos x; NaN at the infinities. */
  static DoubleVector cos(DoubleVector x) {
    if (x.abs().compare(VectorOperators.GT, FAR).anyTrue()) {
      double[] lanes = x.toArray();
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = DoubleMath.cos(lanes[lane]);
      }
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    DoubleVector shifted = x.fma(TWO_OVER_PI, SHIFT);
    DoubleVector n = shifted.sub(SHIFT);
    DoubleVector r =
        n.fma(
            x.broadcast(-HALF_PI_3),
            n.fma(x.broadcast(-HALF_PI_2), n.fma(x.broadcast(-HALF_PI_1), x)));
    DoubleVector z = r.mul(r);
    DoubleVector p = z.fma(1.5896657630956974e-10, -2.505075581080242e-08);
    p = p.fma(z, x.broadcast(2.7557313677715294e-06));
    p = p.fma(z, x.broadcast(-0.00019841269829768438));
    p = p.fma(z, x.broadcast(0.008333333333322366));
    p = p.fma(z, x.broadcast(-0.16666666666666632));
    DoubleVector s = r.mul(z).fma(p, r);
    p = z.fma(-1.1359556244528744e-11, 2.087572157271991e-09);
    p = p.fma(z, x.broadcast(-2.755731434034963e-07));
    p = p.fma(z, x.broadcast(2.4801587289442635e-05));
    p = p.fma(z, x.broadcast(-0.0013888888888874064));
    p = p.fma(z, x.broadcast(0.0416666666666666));
    DoubleVector c = z.mul(z).fma(p, z.fma(-0.5, 1.0));
    LongVector i = shifted.reinterpretAsLongs();
    VectorMask<Double> odd = i.and(1L).compare(VectorOperators.NE, 0L).cast(x.species());
    DoubleVector y = c.blend(s, odd);
    // the second bit of the quadrant is the sign
    LongVector sign = i.add(1L).lanewise(VectorOperators.LSHL, 62).and(SIGN);
    return y.reinterpretAsLongs().lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double cos(double x) {
    if (Math.abs(x) > FAR) {
      return StrictMath.cos(x);
    }
    double shifted = Math.fma(x, TWO_OVER_PI, SHIFT);
    double n = shifted - SHIFT;
    double r = Math.fma(n, -HALF_PI_3, Math.fma(n, -HALF_PI_2, Math.fma(n, -HALF_PI_1, x)));
    double z = r * r;
    double p = Math.fma(z, 1.5896657630956974e-10, -2.505075581080242e-08);
    p = Math.fma(p, z, 2.7557313677715294e-06);
    p = Math.fma(p, z, -0.00019841269829768438);
    p = Math.fma(p, z, 0.008333333333322366);
    p = Math.fma(p, z, -0.16666666666666632);
    double s = Math.fma(r * z, p, r);
    p = Math.fma(z, -1.1359556244528744e-11, 2.087572157271991e-09);
    p = Math.fma(p, z, -2.755731434034963e-07);
    p = Math.fma(p, z, 2.4801587289442635e-05);
    p = Math.fma(p, z, -0.0013888888888874064);
    p = Math.fma(p, z, 0.0416666666666666);
    double c = Math.fma(z * z, p, Math.fma(z, -0.5, 1.0));
    long i = Double.doubleToRawLongBits(shifted);
    boolean odd = (i & 1L) != 0L;
    double y = odd ? s : c;
    // the second bit of the quadrant is the sign
    long sign = ((i + 1L) << 62) & SIGN;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ sign);
  }
}
