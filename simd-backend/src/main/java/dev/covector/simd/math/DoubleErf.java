package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The error function: x + x p(x^2) for |x| below 1, p a minimax fit (Remez exchange, 2^-57
 * relative), 1 - erfc |x| above.
 */
final class DoubleErf {
  private static final long SIGN = 0x8000000000000000L;

  private DoubleErf() {}

  /** erf x; keeps the sign of zero. */
  static DoubleVector erf(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector y =
        x.broadcast(1.0)
            .sub(DoubleErfc.tail(a))
            .blend(nearZero(a), a.compare(VectorOperators.LT, 1.0));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double erf(double x) {
    double a = Math.abs(x);
    double y = (a < 1.0) ? nearZero(a) : (1.0 - DoubleErfc.tail(a));
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }

  /** erf x for |x| below 1. */
  static DoubleVector nearZero(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector p = z.fma(-7.800812701349227e-10, 1.3722777010696722e-08);
    p = p.fma(z, x.broadcast(-1.620913038052634e-07));
    p = p.fma(z, x.broadcast(1.6447511804609086e-06));
    p = p.fma(z, x.broadcast(-1.4924744193470963e-05));
    p = p.fma(z, x.broadcast(0.00012055295296383367));
    p = p.fma(z, x.broadcast(-0.0008548325988903828));
    p = p.fma(z, x.broadcast(0.0052239776074072646));
    p = p.fma(z, x.broadcast(-0.026866170643274297));
    p = p.fma(z, x.broadcast(0.11283791670945242));
    p = p.fma(z, x.broadcast(-0.3761263890318355));
    p = p.fma(z, x.broadcast(0.12837916709551256));
    return x.fma(p, x);
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double nearZero(double x) {
    double z = x * x;
    double p = Math.fma(z, -7.800812701349227e-10, 1.3722777010696722e-08);
    p = Math.fma(p, z, -1.620913038052634e-07);
    p = Math.fma(p, z, 1.6447511804609086e-06);
    p = Math.fma(p, z, -1.4924744193470963e-05);
    p = Math.fma(p, z, 0.00012055295296383367);
    p = Math.fma(p, z, -0.0008548325988903828);
    p = Math.fma(p, z, 0.0052239776074072646);
    p = Math.fma(p, z, -0.026866170643274297);
    p = Math.fma(p, z, 0.11283791670945242);
    p = Math.fma(p, z, -0.3761263890318355);
    p = Math.fma(p, z, 0.12837916709551256);
    return Math.fma(x, p, x);
  }
}
