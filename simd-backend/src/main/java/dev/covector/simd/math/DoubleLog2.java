package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The binary logarithm k + log(1 + f) / ln 2 with the reduction of {@link DoubleLog}, exact at
 * powers of two.
 */
final class DoubleLog2 {
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
  private static final double LOG2_E_HI = 1.4426950408889634;
  private static final double LOG2_E_LO = 2.0355273740931033e-17;

  private DoubleLog2() {}

  /** log2 x; log2 0 is -Infinity, log2 of a negative number is NaN. */
  static DoubleVector log2(DoubleVector x) {
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
    DoubleVector tail = s.mul(z.fma(p, half)).sub(half);
    DoubleVector low = f.fma(x.broadcast(LOG2_E_LO), tail.mul(LOG2_E_HI));
    DoubleVector product = f.mul(LOG2_E_HI);
    low = low.add(f.fma(x.broadcast(LOG2_E_HI), product.neg()));
    DoubleVector sum = k.add(product);
    // exact sum: |k| is 0 or larger than |product|
    low = low.add(product.sub(sum.sub(k)));
    DoubleVector y = sum.add(low);
    y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
    y = y.blend(-INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return y.blend(NAN, x.compare(VectorOperators.LT, ZERO));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double log2(double x) {
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
    double tail = s * Math.fma(z, p, half) - half;
    double low = Math.fma(f, LOG2_E_LO, tail * LOG2_E_HI);
    double product = f * LOG2_E_HI;
    low = low + Math.fma(f, LOG2_E_HI, -product);
    double sum = k + product;
    // exact sum: |k| is 0 or larger than |product|
    low = low + (product - (sum - k));
    double y = sum + low;
    y = (x < INFINITY) ? y : x;
    y = (x == ZERO) ? (-INFINITY) : y;
    return (x < ZERO) ? NAN : y;
  }
}
