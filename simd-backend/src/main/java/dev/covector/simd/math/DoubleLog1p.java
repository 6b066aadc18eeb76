package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * log(1 + x): u = 1 + x is reduced as in {@link DoubleLog}, and the exact rounding error of that
 * sum is added to f, so no accuracy is lost near zero.
 */
final class DoubleLog1p {
  private static final double LN2_HI = 0.6931471805599453;
  private static final double LN2_LO = 2.3190468138462996e-17;
  private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
  private static final long ONE_LESS_SQRT_HALF = 0x00095f619980c433L;
  private static final long MANTISSA = 0x000fffffffffffffL;
  private static final long INT_BITS = 0x4330000000000000L;
  private static final double INT_OFFSET = 4503599627371519.0;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final long SIGN = 0x8000000000000000L;
  private static final long REFLECTED = 0x00000000000007ffL;

  private DoubleLog1p() {}

  /** log(1 + x); keeps the sign of zero, -Infinity at -1, NaN below. */
  static DoubleVector log1p(DoubleVector x) {
    DoubleVector u = x.add(1.0);
    // error of the sum (Knuth, TAOCP 4.2.2, theorem B)
    DoubleVector b = u.sub(1.0);
    DoubleVector c = x.broadcast(1.0).sub(u.sub(b)).add(x.sub(b));
    DoubleVector y = logOfSum(u, c, x.broadcast(0.0));
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, -1.0));
    y = y.blend(NAN, x.compare(VectorOperators.LT, -1.0));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double log1p(double x) {
    double u = x + 1.0;
    // error of the sum (Knuth, TAOCP 4.2.2, theorem B)
    double b = u - 1.0;
    double c = (1.0 - (u - b)) + (x - b);
    double y = logOfSum(u, c, 0.0);
    y = (x < INFINITY) ? y : x;
    y = (x == (-1.0)) ? (-INFINITY) : y;
    y = (x < (-1.0)) ? NAN : y;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }

  /**
   * log(u + c) + twos ln 2 for a positive, normal, finite u and a correction c below its last
   * place.
   */
  static DoubleVector logOfSum(DoubleVector u, DoubleVector c, DoubleVector twos) {
    LongVector i = u.reinterpretAsLongs().add(ONE_LESS_SQRT_HALF);
    LongVector e = i.lanewise(VectorOperators.LSHR, 52);
    DoubleVector m = i.and(MANTISSA).add(SQRT_HALF).reinterpretAsDoubles();
    // 2^(1-k) is built from bits, 2^-k would need a negative exponent field for the largest
    // arguments
    DoubleVector scale =
        u.reinterpretAsLongs()
            .broadcast(REFLECTED)
            .sub(e)
            .lanewise(VectorOperators.LSHL, 52)
            .reinterpretAsDoubles();
    DoubleVector f = c.fma(scale.mul(0.5), m.sub(1.0));
    DoubleVector k = e.or(INT_BITS).reinterpretAsDoubles().sub(INT_OFFSET).add(twos);
    DoubleVector s = f.div(f.add(2.0));
    DoubleVector z = s.mul(s);
    DoubleVector p = z.fma(0.14799293301987906, 0.15313734152460723);
    p = p.fma(z, u.broadcast(0.18183575963315673));
    p = p.fma(z, u.broadcast(0.22222198364122922));
    p = p.fma(z, u.broadcast(0.2857142874427022));
    p = p.fma(z, u.broadcast(0.39999999999406965));
    p = p.fma(z, u.broadcast(0.6666666666666735));
    DoubleVector half = f.mul(f).mul(0.5);
    DoubleVector tail = half.sub(k.fma(u.broadcast(LN2_LO), s.mul(z.fma(p, half))));
    DoubleVector y = k.fma(u.broadcast(LN2_HI), f.sub(tail));
    return y;
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double logOfSum(double u, double c, double twos) {
    long i = Double.doubleToRawLongBits(u) + ONE_LESS_SQRT_HALF;
    long e = i >>> 52;
    double m = Double.longBitsToDouble((i & MANTISSA) + SQRT_HALF);
    // 2^(1-k) is built from bits, 2^-k would need a negative exponent field for the largest
    // arguments
    double scale = Double.longBitsToDouble((REFLECTED - e) << 52);
    double f = Math.fma(c, scale * 0.5, m - 1.0);
    double k = (Double.longBitsToDouble(e | INT_BITS) - INT_OFFSET) + twos;
    double s = f / (f + 2.0);
    double z = s * s;
    double p = Math.fma(z, 0.14799293301987906, 0.15313734152460723);
    p = Math.fma(p, z, 0.18183575963315673);
    p = Math.fma(p, z, 0.22222198364122922);
    p = Math.fma(p, z, 0.2857142874427022);
    p = Math.fma(p, z, 0.39999999999406965);
    p = Math.fma(p, z, 0.6666666666666735);
    double half = f * f * 0.5;
    double tail = half - Math.fma(k, LN2_LO, s * Math.fma(z, p, half));
    double y = Math.fma(k, LN2_HI, f - tail);
    return y;
  }
}
