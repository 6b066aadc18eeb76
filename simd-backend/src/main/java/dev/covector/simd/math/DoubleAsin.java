package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The arc sine: x + x^3 p(x^2) for |x| at most 1/2, p a minimax fit (Remez exchange, 2^-56
 * relative); above 1/2 asin a = pi/2 - 2 asin sqrt((1 - a)/2).
 */
final class DoubleAsin {
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_LOW = 6.123233995736766e-17;
  private static final long SIGN = 0x8000000000000000L;

  private DoubleAsin() {}

  /** asin x; NaN outside [-1, 1]. */
  static DoubleVector asin(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> large = a.compare(VectorOperators.GT, 0.5);
    DoubleVector z = a.mul(a).blend(a.fma(-0.5, 0.5), large);
    DoubleVector s = a.blend(z.sqrt(), large);
    DoubleVector p = z.fma(0.03198159977019038, -0.016326563015947267);
    p = p.fma(z, x.broadcast(0.01959425908739715));
    p = p.fma(z, x.broadcast(0.006503550022443808));
    p = p.fma(z, x.broadcast(0.012174935546848597));
    p = p.fma(z, x.broadcast(0.013884351427632719));
    p = p.fma(z, x.broadcast(0.01735979555621785));
    p = p.fma(z, x.broadcast(0.022371751942246665));
    p = p.fma(z, x.broadcast(0.030381959395348483));
    p = p.fma(z, x.broadcast(0.04464285682197799));
    p = p.fma(z, x.broadcast(0.075000000003448));
    p = p.fma(z, x.broadcast(0.16666666666665375));
    DoubleVector tail = s.mul(z).mul(p);
    DoubleVector twice = s.add(s);
    DoubleVector h = x.broadcast(HALF_PI).sub(twice);
    // the rounding error of h joins the low part
    DoubleVector low = x.broadcast(HALF_PI).sub(h).sub(twice).add(HALF_PI_LOW);
    DoubleVector y = s.add(tail).blend(h.sub(tail.fma(x.broadcast(2.0), low.neg())), large);
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double asin(double x) {
    double a = Math.abs(x);
    boolean large = a > 0.5;
    double z = large ? Math.fma(a, -0.5, 0.5) : (a * a);
    double s = large ? Math.sqrt(z) : a;
    double p = Math.fma(z, 0.03198159977019038, -0.016326563015947267);
    p = Math.fma(p, z, 0.01959425908739715);
    p = Math.fma(p, z, 0.006503550022443808);
    p = Math.fma(p, z, 0.012174935546848597);
    p = Math.fma(p, z, 0.013884351427632719);
    p = Math.fma(p, z, 0.01735979555621785);
    p = Math.fma(p, z, 0.022371751942246665);
    p = Math.fma(p, z, 0.030381959395348483);
    p = Math.fma(p, z, 0.04464285682197799);
    p = Math.fma(p, z, 0.075000000003448);
    p = Math.fma(p, z, 0.16666666666665375);
    double tail = s * z * p;
    double twice = s + s;
    double h = HALF_PI - twice;
    // the rounding error of h joins the low part
    double low = (HALF_PI - h - twice) + HALF_PI_LOW;
    double y = large ? (h - Math.fma(tail, 2.0, -low)) : (s + tail);
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
