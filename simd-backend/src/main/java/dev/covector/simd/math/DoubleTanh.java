package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic tangent: x + x^3 p(x^2) for |x| below 0.55, p a minimax fit (Remez exchange, 2^-57
 * relative), 1 - 2 / (e^(2|x|) + 1) above, and 1 to within half a unit in the last place beyond 20.
 */
final class DoubleTanh {
  private static final long SIGN = 0x8000000000000000L;

  private DoubleTanh() {}

  /** tanh x; keeps the sign of zero, +-1 at the infinities. */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector z = x.mul(x);
    DoubleVector p = z.fma(-1.9516647214948167e-05, 8.335315004393162e-05);
    p = p.fma(z, x.broadcast(-0.0002334080248029201));
    p = p.fma(z, x.broadcast(0.000588455249345978));
    p = p.fma(z, x.broadcast(-0.0014555455585813614));
    p = p.fma(z, x.broadcast(0.00359209246831657));
    p = p.fma(z, x.broadcast(-0.008863232646614184));
    p = p.fma(z, x.broadcast(0.02186948838873765));
    p = p.fma(z, x.broadcast(-0.05396825396386623));
    p = p.fma(z, x.broadcast(0.13333333333326813));
    p = p.fma(z, x.broadcast(-0.333333333333333));
    DoubleVector small = a.mul(z).fma(p, a);
    DoubleVector capped = a.blend(20.0, a.compare(VectorOperators.GT, 20.0));
    DoubleVector large =
        x.broadcast(1.0)
            .sub(x.broadcast(2.0).div(DoubleExpm1.inRange(capped.add(capped)).add(2.0)));
    DoubleVector y = large.blend(small, a.compare(VectorOperators.LT, 0.55));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double tanh(double x) {
    double a = Math.abs(x);
    double z = x * x;
    double p = Math.fma(z, -1.9516647214948167e-05, 8.335315004393162e-05);
    p = Math.fma(p, z, -0.0002334080248029201);
    p = Math.fma(p, z, 0.000588455249345978);
    p = Math.fma(p, z, -0.0014555455585813614);
    p = Math.fma(p, z, 0.00359209246831657);
    p = Math.fma(p, z, -0.008863232646614184);
    p = Math.fma(p, z, 0.02186948838873765);
    p = Math.fma(p, z, -0.05396825396386623);
    p = Math.fma(p, z, 0.13333333333326813);
    p = Math.fma(p, z, -0.333333333333333);
    double small = Math.fma(a * z, p, a);
    double capped = (a > 20.0) ? 20.0 : a;
    double large = 1.0 - (2.0 / (DoubleExpm1.inRange(capped + capped) + 2.0));
    double y = (a < 0.55) ? small : large;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
