package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The natural logarithm: x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), log x = k ln 2 + log(1
 * + f). log(1 + f) = 2 atanh(s) with s = f / (2 + f), as 2s + s z p(z), z = s^2, p a minimax fit
 * (Remez exchange, 2^-58 relative), summed as f - (f^2/2 - s (f^2/2 + z p(z))) because f is exact
 * (Tang 1990 discusses the scheme).
 */
final class DoubleLog {
  private static final double LN2_HI = 0.6931471805599453;
  private static final double LN2_LO = 2.3190468138462996e-17;
  private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
  private static final long ONE_LESS_SQRT_HALF = 0x00095f619980c433L;
  private static final long MANTISSA = 0x000fffffffffffffL;
  private static final long INT_BITS = 0x4330000000000000L;
  private static final double INT_OFFSET = 4503599627371519.0;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double ZERO = 0.0;
  private static final double MIN_NORMAL = Double.MIN_NORMAL;
  private static final double SUBNORMAL_SCALE = 1.8014398509481984e16;

  private DoubleLog() {}

  /** log x; log 0 is -Infinity, log of a negative number is NaN. */
  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    DoubleVector u = x.blend(x.mul(SUBNORMAL_SCALE), subnormal);
    LongVector i = u.reinterpretAsLongs().add(ONE_LESS_SQRT_HALF);
    LongVector e = i.lanewise(VectorOperators.LSHR, 52);
    DoubleVector m = i.and(MANTISSA).add(SQRT_HALF).reinterpretAsDoubles();
    DoubleVector k = e.or(INT_BITS).reinterpretAsDoubles().sub(INT_OFFSET);
    k = k.blend(k.sub(54.0), subnormal);
    DoubleVector f = m.sub(1.0);
    DoubleVector s = f.div(f.add(2.0));
    DoubleVector z = s.mul(s);
    DoubleVector p = z.fma(0.14799293301987906, 0.15313734152460723);
    p = p.fma(z, x.broadcast(0.18183575963315673));
    p = p.fma(z, x.broadcast(0.22222198364122922));
    p = p.fma(z, x.broadcast(0.2857142874427022));
    p = p.fma(z, x.broadcast(0.39999999999406965));
    p = p.fma(z, x.broadcast(0.6666666666666735));
    DoubleVector half = f.mul(f).mul(0.5);
    DoubleVector tail = half.sub(k.fma(x.broadcast(LN2_LO), s.mul(z.fma(p, half))));
    DoubleVector y = k.fma(x.broadcast(LN2_HI), f.sub(tail));
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return y.blend(NAN, x.compare(VectorOperators.LT, ZERO));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double log(double x) {
    boolean subnormal = x < MIN_NORMAL;
    double u = subnormal ? (x * SUBNORMAL_SCALE) : x;
    long i = Double.doubleToRawLongBits(u) + ONE_LESS_SQRT_HALF;
    long e = i >>> 52;
    double m = Double.longBitsToDouble((i & MANTISSA) + SQRT_HALF);
    double k = Double.longBitsToDouble(e | INT_BITS) - INT_OFFSET;
    k = subnormal ? (k - 54.0) : k;
    double f = m - 1.0;
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
    y = (x < INFINITY) ? y : x;
    y = (x == ZERO) ? (-INFINITY) : y;
    return (x < ZERO) ? NAN : y;
  }
}
