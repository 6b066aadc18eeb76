package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The arc tangent: t + t^3 p(t^2) on [-1, 1], p a minimax fit (Remez exchange, 2^-55 relative);
 * beyond 1 it is pi/2 - atan(1/x).
 */
final class DoubleAtan {
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_LOW = 6.123233995736766e-17;
  private static final long SIGN = 0x8000000000000000L;

  private DoubleAtan() {}

  /** atan x; keeps the sign of zero. */
  static DoubleVector atan(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> inverted = a.compare(VectorOperators.GT, 1.0);
    DoubleVector t = a.blend(x.broadcast(-1.0).div(a), inverted);
    DoubleVector z = t.mul(t);
    DoubleVector p = z.fma(-2.0662511246787787e-05, 0.00022685060433736502);
    p = p.fma(z, x.broadcast(-0.001180775074226151));
    p = p.fma(z, x.broadcast(0.003900463914419027));
    p = p.fma(z, x.broadcast(-0.009265418028151054));
    p = p.fma(z, x.broadcast(0.01708422808933326));
    p = p.fma(z, x.broadcast(-0.025930893366835517));
    p = p.fma(z, x.broadcast(0.03414539282049301));
    p = p.fma(z, x.broadcast(-0.040970747552342646));
    p = p.fma(z, x.broadcast(0.046759003536151277));
    p = p.fma(z, x.broadcast(-0.052398898446544384));
    p = p.fma(z, x.broadcast(0.05877475407371632));
    p = p.fma(z, x.broadcast(-0.06665892234709628));
    p = p.fma(z, x.broadcast(0.0769221732773587));
    p = p.fma(z, x.broadcast(-0.09090901658886258));
    p = p.fma(z, x.broadcast(0.11111110705609302));
    p = p.fma(z, x.broadcast(-0.14285714272357714));
    p = p.fma(z, x.broadcast(0.19999999999774876));
    p = p.fma(z, x.broadcast(-0.33333333333331994));
    DoubleVector r = t.mul(z).fma(p, t);
    DoubleVector y = r.blend(r.add(HALF_PI_LOW).add(HALF_PI), inverted);
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double atan(double x) {
    double a = Math.abs(x);
    boolean inverted = a > 1.0;
    double t = inverted ? ((-1.0) / a) : a;
    double z = t * t;
    double p = Math.fma(z, -2.0662511246787787e-05, 0.00022685060433736502);
    p = Math.fma(p, z, -0.001180775074226151);
    p = Math.fma(p, z, 0.003900463914419027);
    p = Math.fma(p, z, -0.009265418028151054);
    p = Math.fma(p, z, 0.01708422808933326);
    p = Math.fma(p, z, -0.025930893366835517);
    p = Math.fma(p, z, 0.03414539282049301);
    p = Math.fma(p, z, -0.040970747552342646);
    p = Math.fma(p, z, 0.046759003536151277);
    p = Math.fma(p, z, -0.052398898446544384);
    p = Math.fma(p, z, 0.05877475407371632);
    p = Math.fma(p, z, -0.06665892234709628);
    p = Math.fma(p, z, 0.0769221732773587);
    p = Math.fma(p, z, -0.09090901658886258);
    p = Math.fma(p, z, 0.11111110705609302);
    p = Math.fma(p, z, -0.14285714272357714);
    p = Math.fma(p, z, 0.19999999999774876);
    p = Math.fma(p, z, -0.33333333333331994);
    double r = Math.fma(t * z, p, t);
    double y = inverted ? (r + HALF_PI_LOW + HALF_PI) : r;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
