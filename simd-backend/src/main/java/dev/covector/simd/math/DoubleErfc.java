package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The complementary error function. For |x| below 0.46 it is 1 - erf x; above, with a = |x|, erfc a
 * = e^(-a^2) p(t) / (1 + 2a), t = (a - 4) / (a + 4) (Shepherd and Laframboise 1981), p a minimax
 * fit (Remez exchange, 2^-58 relative). a^2 is carried to twice the precision; the rounding errors
 * of p and of the quotient, relative to their value, are added to the exponent.
 */
final class DoubleErfc {
  private static final double P_0 = 1.2329951186255526;

  private DoubleErfc() {}

  /** erfc x; subnormal results are kept. */
  static DoubleVector erfc(DoubleVector x) {
    DoubleVector large = tail(x.abs());
    large = large.blend(x.broadcast(2.0).sub(large), x.compare(VectorOperators.LT, 0.0));
    return large.blend(
        x.broadcast(1.0).sub(DoubleErf.nearZero(x)), x.abs().compare(VectorOperators.LT, 0.46));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double erfc(double x) {
    double large = tail(Math.abs(x));
    large = (x < 0.0) ? (2.0 - large) : large;
    return (Math.abs(x) < 0.46) ? (1.0 - DoubleErf.nearZero(x)) : large;
  }

  /** erfc a for a at least 0.45 or NaN. */
  static DoubleVector tail(DoubleVector x) {
    DoubleVector a = x.blend(28.0, x.compare(VectorOperators.GT, 28.0));
    DoubleVector t = a.sub(4.0).div(a.add(4.0));
    DoubleVector p = t.fma(-1.0273373220001014e-08, -1.2085921905707536e-08);
    p = p.fma(t, x.broadcast(1.0504997358376028e-07));
    p = p.fma(t, x.broadcast(6.663526866830876e-08));
    p = p.fma(t, x.broadcast(-8.217170973091565e-07));
    p = p.fma(t, x.broadcast(3.00022759334761e-07));
    p = p.fma(t, x.broadcast(5.708008592004958e-06));
    p = p.fma(t, x.broadcast(-1.1225038487840663e-05));
    p = p.fma(t, x.broadcast(-2.4398689257177692e-05));
    p = p.fma(t, x.broadcast(0.000150622616509744));
    p = p.fma(t, x.broadcast(-0.00019925680035665403));
    p = p.fma(t, x.broadcast(-0.0007577734782969663));
    p = p.fma(t, x.broadcast(0.005031969991778557));
    p = p.fma(t, x.broadcast(-0.01619773403389446));
    p = p.fma(t, x.broadcast(0.03716751553637183));
    p = p.fma(t, x.broadcast(-0.06633036581397468));
    p = p.fma(t, x.broadcast(0.09373283499840032));
    p = p.fma(t, x.broadcast(-0.10103906603623822));
    p = p.fma(t, x.broadcast(0.06809705425469158));
    p = p.fma(t, x.broadcast(0.015379652102618775));
    p = p.fma(t, x.broadcast(-0.1396211168405625));
    DoubleVector rise = p.mul(t);
    p = rise.add(P_0);
    DoubleVector twice = a.add(a);
    DoubleVector d = twice.add(1.0);
    DoubleVector dLow = x.broadcast(1.0).sub(d.sub(twice));
    DoubleVector q = p.div(d);
    DoubleVector error = dLow.neg().fma(q, d.neg().fma(q, p)).add(rise.sub(p.sub(P_0)));
    DoubleVector square = a.mul(a);
    return DoubleExp.scaledExp(square.neg(), error.div(p).sub(a.fma(a, square.neg())), q);
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double tail(double x) {
    double a = (x > 28.0) ? 28.0 : x;
    double t = (a - 4.0) / (a + 4.0);
    double p = Math.fma(t, -1.0273373220001014e-08, -1.2085921905707536e-08);
    p = Math.fma(p, t, 1.0504997358376028e-07);
    p = Math.fma(p, t, 6.663526866830876e-08);
    p = Math.fma(p, t, -8.217170973091565e-07);
    p = Math.fma(p, t, 3.00022759334761e-07);
    p = Math.fma(p, t, 5.708008592004958e-06);
    p = Math.fma(p, t, -1.1225038487840663e-05);
    p = Math.fma(p, t, -2.4398689257177692e-05);
    p = Math.fma(p, t, 0.000150622616509744);
    p = Math.fma(p, t, -0.00019925680035665403);
    p = Math.fma(p, t, -0.0007577734782969663);
    p = Math.fma(p, t, 0.005031969991778557);
    p = Math.fma(p, t, -0.01619773403389446);
    p = Math.fma(p, t, 0.03716751553637183);
    p = Math.fma(p, t, -0.06633036581397468);
    p = Math.fma(p, t, 0.09373283499840032);
    p = Math.fma(p, t, -0.10103906603623822);
    p = Math.fma(p, t, 0.06809705425469158);
    p = Math.fma(p, t, 0.015379652102618775);
    p = Math.fma(p, t, -0.1396211168405625);
    double rise = p * t;
    p = rise + P_0;
    double twice = a + a;
    double d = twice + 1.0;
    double dLow = 1.0 - (d - twice);
    double q = p / d;
    double error = Math.fma(-dLow, q, Math.fma(-d, q, p)) + (rise - (p - P_0));
    double square = a * a;
    return DoubleExp.scaledExp(-square, (error / p) - Math.fma(a, a, -square), q);
  }
}
