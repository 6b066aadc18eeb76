package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic sine: x + x^3 p(x^2) for |x| below 1, p a minimax fit (Remez exchange, 2^-63
 * relative), (e^a - e^-a)/2 above, where e^a/2 is formed before it can overflow.
 */
final class DoubleSinh {
  private static final long SIGN = 0x8000000000000000L;

  private DoubleSinh() {}

  /** sinh x; keeps the sign of zero. */
  static DoubleVector sinh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector half = DoubleExp.scaledExp(a, x.broadcast(0.0), x.broadcast(0.5));
    DoubleVector large = half.sub(x.broadcast(0.25).div(half));
    DoubleVector z = a.mul(a);
    DoubleVector p = z.fma(7.759426383726449e-13, 1.6057236675163672e-10);
    p = p.fma(z, x.broadcast(2.505212344429765e-08));
    p = p.fma(z, x.broadcast(2.7557319155058176e-06));
    p = p.fma(z, x.broadcast(0.00019841269841438532));
    p = p.fma(z, x.broadcast(0.008333333333333137));
    p = p.fma(z, x.broadcast(0.16666666666666669));
    DoubleVector y = large.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 1.0));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double sinh(double x) {
    double a = Math.abs(x);
    double half = DoubleExp.scaledExp(a, 0.0, 0.5);
    double large = half - (0.25 / half);
    double z = a * a;
    double p = Math.fma(z, 7.759426383726449e-13, 1.6057236675163672e-10);
    p = Math.fma(p, z, 2.505212344429765e-08);
    p = Math.fma(p, z, 2.7557319155058176e-06);
    p = Math.fma(p, z, 0.00019841269841438532);
    p = Math.fma(p, z, 0.008333333333333137);
    p = Math.fma(p, z, 0.16666666666666669);
    double y = (a < 1.0) ? Math.fma(a * z, p, a) : large;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
