package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The power of two: x = n + r with |r| at most 1/2, 2^x = 2^n (1 + r q(r)). The coefficients of q
 * are a minimax fit (Remez exchange) with an error of 2^-58 relative to r.
 */
final class DoubleExp2 {
  private static final double SHIFT = 6755399441057790.0;
  private static final double OVERFLOW = Double.POSITIVE_INFINITY;

  private DoubleExp2() {}

  /** 2^x; exact for integers. */
  static DoubleVector exp2(DoubleVector x) {
    DoubleVector shifted = x.add(SHIFT);
    DoubleVector n = shifted.sub(SHIFT);
    DoubleVector r = x.sub(n);
    // shifted has n + 2046 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n -
    // n/2)
    DoubleVector q = r.fma(4.457399202834576e-10, 7.073868213334922e-09);
    q = q.fma(r, x.broadcast(1.0178046391187234e-07));
    q = q.fma(r, x.broadcast(1.3215434772837453e-06));
    q = q.fma(r, x.broadcast(1.525273386768498e-05));
    q = q.fma(r, x.broadcast(0.00015403530458161922));
    q = q.fma(r, x.broadcast(0.0013333558146378917));
    q = q.fma(r, x.broadcast(0.009618129107593272));
    q = q.fma(r, x.broadcast(0.05550410866482174));
    q = q.fma(r, x.broadcast(0.24022650695910133));
    q = q.fma(r, x.broadcast(0.6931471805599453));
    DoubleVector p = q.fma(r, x.broadcast(1.0));
    LongVector i = shifted.reinterpretAsLongs();
    LongVector half = i.lanewise(VectorOperators.LSHR, 1);
    DoubleVector y =
        p.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
            .mul(i.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
    y = y.blend(OVERFLOW, x.compare(VectorOperators.GE, 1024.0));
    return y.blend(0.0, x.compare(VectorOperators.LT, -1076.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double exp2(double x) {
    double shifted = x + SHIFT;
    double n = shifted - SHIFT;
    double r = x - n;
    // shifted has n + 2046 in its low bits: one shift makes the exponents of 2^(n/2) and 2^(n -
    // n/2)
    double q = Math.fma(r, 4.457399202834576e-10, 7.073868213334922e-09);
    q = Math.fma(q, r, 1.0178046391187234e-07);
    q = Math.fma(q, r, 1.3215434772837453e-06);
    q = Math.fma(q, r, 1.525273386768498e-05);
    q = Math.fma(q, r, 0.00015403530458161922);
    q = Math.fma(q, r, 0.0013333558146378917);
    q = Math.fma(q, r, 0.009618129107593272);
    q = Math.fma(q, r, 0.05550410866482174);
    q = Math.fma(q, r, 0.24022650695910133);
    q = Math.fma(q, r, 0.6931471805599453);
    double p = Math.fma(q, r, 1.0);
    long i = Double.doubleToRawLongBits(shifted);
    long half = i >>> 1;
    double y = p * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble((i - half) << 52);
    y = (x >= 1024.0) ? OVERFLOW : y;
    return (x < (-1076.0)) ? 0.0 : y;
  }
}
