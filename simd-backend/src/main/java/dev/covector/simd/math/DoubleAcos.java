package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The arc cosine pi/2 - asin x, with asin x = x + x^3 p(x^2) for |x| at most 1/2, p a minimax fit
 * (Remez exchange, 2^-56 relative); above 1/2 asin a = pi/2 - 2 asin sqrt((1 - a)/2).
 */
final class DoubleAcos {
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_LOW = 6.123233995736766e-17;
  private static final double PI = 3.141592653589793;
  private static final double PI_LOW = 1.2246467991473532e-16;

  private DoubleAcos() {}

  /** acos x; NaN outside [-1, 1]. */
  static DoubleVector acos(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> large = a.compare(VectorOperators.GT, 0.5);
    DoubleVector z = a.mul(a).blend(a.fma(-0.5, 0.5), large);
    DoubleVector s = x.blend(z.sqrt(), large);
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
    DoubleVector r = s.mul(z).fma(p, s);
    DoubleVector twice = r.add(r);
    DoubleVector outer =
        twice.blend(x.broadcast(PI).sub(twice.sub(PI_LOW)), x.compare(VectorOperators.LT, 0.0));
    return x.broadcast(HALF_PI).sub(r.sub(HALF_PI_LOW)).blend(outer, large);
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double acos(double x) {
    double a = Math.abs(x);
    boolean large = a > 0.5;
    double z = large ? Math.fma(a, -0.5, 0.5) : (a * a);
    double s = large ? Math.sqrt(z) : x;
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
    double r = Math.fma(s * z, p, s);
    double twice = r + r;
    double outer = (x < 0.0) ? (PI - (twice - PI_LOW)) : twice;
    return large ? outer : (HALF_PI - (r - HALF_PI_LOW));
  }
}
