package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x - 1 without cancellation: x = n ln 2 + r and e^x - 1 = 2^n (e^r - 1) + (2^n - 1). e^r - 1 = r
 * + r^2/2 + r^3 q(r) with the minimax coefficients of {@link DoubleExp}.
 */
final class DoubleExpm1 {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HI = 0.6931471805599453;
  private static final double LN2_LO = 2.3190468138462996e-17;
  private static final double SHIFT_HALF = 6755399441056766.0;
  private static final double SHIFT_ONE = 6755399441056767.0;
  private static final long SIGN = 0x8000000000000000L;
  private static final double OVERFLOW = Double.POSITIVE_INFINITY;

  private DoubleExpm1() {}

  /** e^x - 1; keeps the sign of zero. */
  static DoubleVector expm1(DoubleVector x) {
    DoubleVector shifted = x.fma(LOG2_E, SHIFT_HALF);
    DoubleVector n = shifted.sub(SHIFT_HALF);
    DoubleVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    DoubleVector q = r.fma(2.51123210224983e-08, 2.762231749886069e-07);
    q = q.fma(r, x.broadcast(2.7557235233562994e-06));
    q = q.fma(r, x.broadcast(2.4801516132074873e-05));
    q = q.fma(r, x.broadcast(0.00019841269894256834));
    q = q.fma(r, x.broadcast(0.0013888888920668653));
    q = q.fma(r, x.broadcast(0.008333333333318975));
    q = q.fma(r, x.broadcast(0.041666666666619626));
    q = q.fma(r, x.broadcast(0.1666666666666668));
    q = q.fma(r, x.broadcast(0.5));
    DoubleVector m = q.mul(r).fma(r, r);
    DoubleVector scale =
        shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    // scale is 2^(n-1): 2^n itself overflows for the largest finite results
    DoubleVector y = m.fma(scale, scale.sub(0.5));
    y = y.add(y);
    y = y.blend(m, x.abs().compare(VectorOperators.LT, 0.25));
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GT, 710.0));
    y = y.blend(-1.0, x.compare(VectorOperators.LT, -38.0));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double expm1(double x) {
    double shifted = Math.fma(x, LOG2_E, SHIFT_HALF);
    double n = shifted - SHIFT_HALF;
    double r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    double q = Math.fma(r, 2.51123210224983e-08, 2.762231749886069e-07);
    q = Math.fma(q, r, 2.7557235233562994e-06);
    q = Math.fma(q, r, 2.4801516132074873e-05);
    q = Math.fma(q, r, 0.00019841269894256834);
    q = Math.fma(q, r, 0.0013888888920668653);
    q = Math.fma(q, r, 0.008333333333318975);
    q = Math.fma(q, r, 0.041666666666619626);
    q = Math.fma(q, r, 0.1666666666666668);
    q = Math.fma(q, r, 0.5);
    double m = Math.fma(q * r, r, r);
    double scale = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << 52);
    // scale is 2^(n-1): 2^n itself overflows for the largest finite results
    double y = Math.fma(m, scale, scale - 0.5);
    y = y + y;
    y = (Math.abs(x) < 0.25) ? m : y;
    y = (x > 710.0) ? OVERFLOW : y;
    y = (x < (-38.0)) ? (-1.0) : y;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }

  /** e^x - 1 for |x| at most 40 or NaN only. */
  static DoubleVector inRange(DoubleVector x) {
    DoubleVector shifted = x.fma(LOG2_E, SHIFT_ONE);
    DoubleVector n = shifted.sub(SHIFT_ONE);
    DoubleVector r = n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
    DoubleVector q = r.fma(2.51123210224983e-08, 2.762231749886069e-07);
    q = q.fma(r, x.broadcast(2.7557235233562994e-06));
    q = q.fma(r, x.broadcast(2.4801516132074873e-05));
    q = q.fma(r, x.broadcast(0.00019841269894256834));
    q = q.fma(r, x.broadcast(0.0013888888920668653));
    q = q.fma(r, x.broadcast(0.008333333333318975));
    q = q.fma(r, x.broadcast(0.041666666666619626));
    q = q.fma(r, x.broadcast(0.1666666666666668));
    q = q.fma(r, x.broadcast(0.5));
    DoubleVector m = q.mul(r).fma(r, r);
    DoubleVector scale =
        shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    return m.fma(scale, scale.sub(1.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double inRange(double x) {
    double shifted = Math.fma(x, LOG2_E, SHIFT_ONE);
    double n = shifted - SHIFT_ONE;
    double r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    double q = Math.fma(r, 2.51123210224983e-08, 2.762231749886069e-07);
    q = Math.fma(q, r, 2.7557235233562994e-06);
    q = Math.fma(q, r, 2.4801516132074873e-05);
    q = Math.fma(q, r, 0.00019841269894256834);
    q = Math.fma(q, r, 0.0013888888920668653);
    q = Math.fma(q, r, 0.008333333333318975);
    q = Math.fma(q, r, 0.041666666666619626);
    q = Math.fma(q, r, 0.1666666666666668);
    q = Math.fma(q, r, 0.5);
    double m = Math.fma(q * r, r, r);
    double scale = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << 52);
    return Math.fma(m, scale, scale - 1.0);
  }
}
