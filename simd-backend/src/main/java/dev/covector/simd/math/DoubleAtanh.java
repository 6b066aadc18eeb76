package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse hyperbolic tangent: x + x^3 p(x^2) for |x| below 1/2, p a minimax fit (Remez
 * exchange, 2^-60 relative); above it is log(1 + 2a / (1 - a)) / 2, with the rounding errors of the
 * argument carried into the logarithm.
 */
final class DoubleAtanh {
  private static final long SIGN = 0x8000000000000000L;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private DoubleAtanh() {}

  /** atanh x; infinite at +-1, NaN beyond. */
  static DoubleVector atanh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector d = x.broadcast(1.0).sub(a);
    DoubleVector twice = a.add(a);
    DoubleVector q = twice.div(d);
    DoubleVector qLow = q.neg().fma(d, twice).div(d);
    DoubleVector u = q.add(1.0);
    DoubleVector b = u.sub(q);
    DoubleVector low = q.sub(u.sub(b)).add(x.broadcast(1.0).sub(b)).add(qLow);
    DoubleVector y = DoubleLog1p.logOfSum(u, low, x.broadcast(0.0)).mul(0.5);
    DoubleVector z = a.mul(a);
    DoubleVector p = z.fma(0.24139109918608714, -0.19661502759279575);
    p = p.fma(z, x.broadcast(0.17535565655374014));
    p = p.fma(z, x.broadcast(-0.005538848526809353));
    p = p.fma(z, x.broadcast(0.05962987500401493));
    p = p.fma(z, x.broadcast(0.050566065469901375));
    p = p.fma(z, x.broadcast(0.05907641091609101));
    p = p.fma(z, x.broadcast(0.0666446488766705));
    p = p.fma(z, x.broadcast(0.07692442025914058));
    p = p.fma(z, x.broadcast(0.09090903518710101));
    p = p.fma(z, x.broadcast(0.11111111260358593));
    p = p.fma(z, x.broadcast(0.1428571428334798));
    p = p.fma(z, x.broadcast(0.20000000000018944));
    p = p.fma(z, x.broadcast(0.3333333333333328));
    y = y.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 0.5));
    y = y.blend(INFINITY, a.compare(VectorOperators.EQ, 1.0));
    y = x.broadcast(NAN).blend(y, a.compare(VectorOperators.LE, 1.0));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double atanh(double x) {
    double a = Math.abs(x);
    double d = 1.0 - a;
    double twice = a + a;
    double q = twice / d;
    double qLow = Math.fma(-q, d, twice) / d;
    double u = q + 1.0;
    double b = u - q;
    double low = (q - (u - b)) + (1.0 - b) + qLow;
    double y = DoubleLog1p.logOfSum(u, low, 0.0) * 0.5;
    double z = a * a;
    double p = Math.fma(z, 0.24139109918608714, -0.19661502759279575);
    p = Math.fma(p, z, 0.17535565655374014);
    p = Math.fma(p, z, -0.005538848526809353);
    p = Math.fma(p, z, 0.05962987500401493);
    p = Math.fma(p, z, 0.050566065469901375);
    p = Math.fma(p, z, 0.05907641091609101);
    p = Math.fma(p, z, 0.0666446488766705);
    p = Math.fma(p, z, 0.07692442025914058);
    p = Math.fma(p, z, 0.09090903518710101);
    p = Math.fma(p, z, 0.11111111260358593);
    p = Math.fma(p, z, 0.1428571428334798);
    p = Math.fma(p, z, 0.20000000000018944);
    p = Math.fma(p, z, 0.3333333333333328);
    y = (a < 0.5) ? Math.fma(a * z, p, a) : y;
    y = (a == 1.0) ? INFINITY : y;
    y = (a <= 1.0) ? y : NAN;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
