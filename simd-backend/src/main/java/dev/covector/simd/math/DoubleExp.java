package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function: x = n ln 2 + r with |r| at most (ln 2)/2, e^x = 2^n e^r. n ln 2 is
 * subtracted in two fused steps (Cody and Waite 1980, chapter 6); e^r is 1 + r + r^2/2 + r^3 q(r),
 * where the coefficients of q are a minimax fit (Remez exchange, 2^-55 relative to r). 2^n is
 * applied as two factors, so subnormal results are rounded once and overflow is exact.
 */
final class DoubleExp {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HI = 0.6931471805599453;
  private static final double LN2_LO = 2.3190468138462996e-17;
  private static final double SHIFT = 6755399441057790.0;
  private static final double OVERFLOW = Double.POSITIVE_INFINITY;

  private DoubleExp() {}

  /** e^x; subnormal results are kept. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector shifted = x.fma(LOG2_E, SHIFT);
    DoubleVector n = shifted.sub(SHIFT);
    DoubleVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    // shifted has n + 2046 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n -
    // n/2)
    DoubleVector q = r.fma(2.51123210224983e-08, 2.762231749886069e-07);
    q = q.fma(r, x.broadcast(2.7557235233562994e-06));
    q = q.fma(r, x.broadcast(2.4801516132074873e-05));
    q = q.fma(r, x.broadcast(0.00019841269894256834));
    q = q.fma(r, x.broadcast(0.0013888888920668653));
    q = q.fma(r, x.broadcast(0.008333333333318975));
    q = q.fma(r, x.broadcast(0.041666666666619626));
    q = q.fma(r, x.broadcast(0.1666666666666668));
    q = q.fma(r, x.broadcast(0.5));
    DoubleVector p = q.mul(r).fma(r, r).add(1.0);
    LongVector i = shifted.reinterpretAsLongs();
    LongVector half = i.lanewise(VectorOperators.LSHR, 1);
    DoubleVector y =
        p.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
            .mul(i.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GT, 710.0));
    return y.blend(0.0, x.compare(VectorOperators.LT, -746.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double exp(double x) {
    double shifted = Math.fma(x, LOG2_E, SHIFT);
    double n = shifted - SHIFT;
    double r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    // shifted has n + 2046 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n -
    // n/2)
    double q = Math.fma(r, 2.51123210224983e-08, 2.762231749886069e-07);
    q = Math.fma(q, r, 2.7557235233562994e-06);
    q = Math.fma(q, r, 2.4801516132074873e-05);
    q = Math.fma(q, r, 0.00019841269894256834);
    q = Math.fma(q, r, 0.0013888888920668653);
    q = Math.fma(q, r, 0.008333333333318975);
    q = Math.fma(q, r, 0.041666666666619626);
    q = Math.fma(q, r, 0.1666666666666668);
    q = Math.fma(q, r, 0.5);
    double p = Math.fma(q * r, r, r) + 1.0;
    long i = Double.doubleToRawLongBits(shifted);
    long half = i >>> 1;
    double y = p * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble((i - half) << 52);
    y = (x > 710.0) ? OVERFLOW : y;
    return (x < (-746.0)) ? 0.0 : y;
  }

  /**
   * factor e^(x + low) for a correction low far below x: the factor is applied before the result
   * can become subnormal.
   */
  static DoubleVector scaledExp(DoubleVector x, DoubleVector low, DoubleVector factor) {
    DoubleVector shifted = x.fma(LOG2_E, SHIFT);
    DoubleVector n = shifted.sub(SHIFT);
    DoubleVector rest = n.fma(x.broadcast(-LN2_HI), x);
    DoubleVector correction = n.fma(x.broadcast(-LN2_LO), low);
    DoubleVector r = rest.add(correction);
    DoubleVector rLow = rest.sub(r).add(correction);
    DoubleVector q = r.fma(2.51123210224983e-08, 2.762231749886069e-07);
    q = q.fma(r, x.broadcast(2.7557235233562994e-06));
    q = q.fma(r, x.broadcast(2.4801516132074873e-05));
    q = q.fma(r, x.broadcast(0.00019841269894256834));
    q = q.fma(r, x.broadcast(0.0013888888920668653));
    q = q.fma(r, x.broadcast(0.008333333333318975));
    q = q.fma(r, x.broadcast(0.041666666666619626));
    q = q.fma(r, x.broadcast(0.1666666666666668));
    q = q.fma(r, x.broadcast(0.5));
    DoubleVector m = q.mul(r).fma(r, rLow).add(r);
    DoubleVector p = m.fma(factor, factor);
    LongVector i = shifted.reinterpretAsLongs();
    LongVector half = i.lanewise(VectorOperators.LSHR, 1);
    DoubleVector y =
        p.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
            .mul(i.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GT, 711.0));
    return y.blend(0.0, x.compare(VectorOperators.LT, -746.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double scaledExp(double x, double low, double factor) {
    double shifted = Math.fma(x, LOG2_E, SHIFT);
    double n = shifted - SHIFT;
    double rest = Math.fma(n, -LN2_HI, x);
    double correction = Math.fma(n, -LN2_LO, low);
    double r = rest + correction;
    double rLow = (rest - r) + correction;
    double q = Math.fma(r, 2.51123210224983e-08, 2.762231749886069e-07);
    q = Math.fma(q, r, 2.7557235233562994e-06);
    q = Math.fma(q, r, 2.4801516132074873e-05);
    q = Math.fma(q, r, 0.00019841269894256834);
    q = Math.fma(q, r, 0.0013888888920668653);
    q = Math.fma(q, r, 0.008333333333318975);
    q = Math.fma(q, r, 0.041666666666619626);
    q = Math.fma(q, r, 0.1666666666666668);
    q = Math.fma(q, r, 0.5);
    double m = Math.fma(q * r, r, rLow) + r;
    double p = Math.fma(m, factor, factor);
    long i = Double.doubleToRawLongBits(shifted);
    long half = i >>> 1;
    double y = p * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble((i - half) << 52);
    y = (x > 711.0) ? OVERFLOW : y;
    return (x < (-746.0)) ? 0.0 : y;
  }
}
