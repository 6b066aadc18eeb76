package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse hyperbolic sine: x + x^3 p(x^2) for |x| below 1/2, p a minimax fit (Remez exchange,
 * 2^-64 relative); above it is log(a + sqrt(a^2 + 1)), with the rounding errors of the argument
 * carried into the logarithm.
 */
final class DoubleAsinh {
  private static final long SIGN = 0x8000000000000000L;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double FAR = 268435456.0;

  private DoubleAsinh() {}

  /** asinh x; keeps the sign of zero. */
  static DoubleVector asinh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector z = a.mul(a);
    DoubleVector h = z.add(1.0);
    DoubleVector b = h.sub(z);
    DoubleVector hLow = z.sub(h.sub(b)).add(x.broadcast(1.0).sub(b)).add(a.fma(a, z.neg()));
    DoubleVector s = h.sqrt();
    DoubleVector sLow = s.neg().fma(s, h).add(hLow).div(s.add(s));
    DoubleVector u = a.add(s);
    DoubleVector low = a.sub(u.sub(s)).add(sLow);
    // beyond FAR the root is a itself: log(2a)
    VectorMask<Double> far = a.compare(VectorOperators.GT, FAR);
    u = u.blend(a, far);
    low = low.blend(0.0, far);
    DoubleVector y = DoubleLog1p.logOfSum(u, low, x.broadcast(0.0).blend(1.0, far));
    DoubleVector p = z.fma(-0.0013648919980204222, 0.003925351299682215);
    p = p.fma(z, x.broadcast(-0.006325168520050184));
    p = p.fma(z, x.broadcast(0.008121524778984904));
    p = p.fma(z, x.broadcast(-0.009709801748085018));
    p = p.fma(z, x.broadcast(0.011544680245200662));
    p = p.fma(z, x.broadcast(-0.013964148374111777));
    p = p.fma(z, x.broadcast(0.017352716922781963));
    p = p.fma(z, x.broadcast(-0.02237215688918774));
    p = p.fma(z, x.broadcast(0.03038194437866304));
    p = p.fma(z, x.broadcast(-0.04464285714169541));
    p = p.fma(z, x.broadcast(0.07499999999998966));
    p = p.fma(z, x.broadcast(-0.16666666666666663));
    y = y.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 0.5));
    y = a.blend(y, a.compare(VectorOperators.LT, INFINITY));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double asinh(double x) {
    double a = Math.abs(x);
    double z = a * a;
    double h = z + 1.0;
    double b = h - z;
    double hLow = (z - (h - b)) + (1.0 - b) + Math.fma(a, a, -z);
    double s = Math.sqrt(h);
    double sLow = (Math.fma(-s, s, h) + hLow) / (s + s);
    double u = a + s;
    double low = (a - (u - s)) + sLow;
    // beyond FAR the root is a itself: log(2a)
    boolean far = a > FAR;
    u = far ? a : u;
    low = far ? 0.0 : low;
    double y = DoubleLog1p.logOfSum(u, low, far ? 1.0 : 0.0);
    double p = Math.fma(z, -0.0013648919980204222, 0.003925351299682215);
    p = Math.fma(p, z, -0.006325168520050184);
    p = Math.fma(p, z, 0.008121524778984904);
    p = Math.fma(p, z, -0.009709801748085018);
    p = Math.fma(p, z, 0.011544680245200662);
    p = Math.fma(p, z, -0.013964148374111777);
    p = Math.fma(p, z, 0.017352716922781963);
    p = Math.fma(p, z, -0.02237215688918774);
    p = Math.fma(p, z, 0.03038194437866304);
    p = Math.fma(p, z, -0.04464285714169541);
    p = Math.fma(p, z, 0.07499999999998966);
    p = Math.fma(p, z, -0.16666666666666663);
    y = (a < 0.5) ? Math.fma(a * z, p, a) : y;
    y = (a < INFINITY) ? y : a;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
