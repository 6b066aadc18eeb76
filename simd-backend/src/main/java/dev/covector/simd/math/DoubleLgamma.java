package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;

/**
 * The logarithm of |gamma(x)|: minimax fits (Remez exchange, 2^-56 relative) around 1 and 2,
 * recurrence up to 8, Stirling's series above, reflection below. Near its zeros on the negative
 * axis the error is absolute, not relative.
 */
final class DoubleLgamma {
  private DoubleLgamma() {}

  /**
   * log |gamma(x)|; +Infinity at zero, the negative integers and both infinities. Computed lane by
   * lane.
   */
  static DoubleVector lgamma(DoubleVector x) {
    double[] lanes = x.toArray();
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = DoubleMath.lgamma(lanes[lane]);
    }
    return DoubleVector.fromArray(x.species(), lanes, 0);
  }

  /** Scalar twin of the vector form. */
  static double lgamma(double x) {
    if (Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return reflected(x);
    }
    if (x >= 8) {
      return stirling(x);
    }
    if (x < 1.5) {
      return nearOne(x - 1);
    }
    double product = 1;
    double r = x;
    while (r >= 2.5) {
      r -= 1;
      product *= r;
    }
    return nearTwo(r - 2) + StrictMath.log(product);
  }

  /** gamma(x) gamma(1 - x) = pi / sin(pi x), and gamma(1 + x) = x gamma(x) close to zero. */
  private static double reflected(double x) {
    if (x == Math.rint(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x > -0.5) {
      return nearOne(x) - StrictMath.log(Math.abs(x));
    }
    double distance = Math.abs(x - Math.rint(x));
    return StrictMath.log(Math.PI / (Math.abs(x) * StrictMath.sin(Math.PI * distance)))
        - lgamma(-x);
  }

  /** Stirling's series (Abramowitz and Stegun 6.1.41), its tail a fit for x at least 8. */
  private static double stirling(double x) {
    double u = 1 / (x * x);
    double p = Math.fma(u, 0.005069178954955612, -0.0018905363395442603);
    p = Math.fma(p, u, 0.0008414727774892735);
    p = Math.fma(p, u, -0.0005952366062669284);
    p = Math.fma(p, u, 0.0007936507898316985);
    p = Math.fma(p, u, -0.002777777777774093);
    p = Math.fma(p, u, 0.08333333333333333);
    double log = StrictMath.log(x);
    // (x - 1/2) (log x - 1) - 1/2 + log(2 pi) / 2: no large terms cancel, none overflows early
    return Math.fma(x - 0.5, log - 1, p / x + 0.4189385332046727);
  }

  /** lgamma(1 + z) for |z| at most 1/2. */
  private static double nearOne(double z) {
    double p = Math.fma(z, 0.2059596583166115, -0.22514771750908152);
    p = Math.fma(p, z, -0.12878823899210173);
    p = Math.fma(p, z, 0.15357430724040422);
    p = Math.fma(p, z, 0.12520319876808886);
    p = Math.fma(p, z, -0.1454805124747039);
    p = Math.fma(p, z, 0.01992260519633167);
    p = Math.fma(p, z, -0.014301727002028189);
    p = Math.fma(p, z, 0.055112455729543215);
    p = Math.fma(p, z, -0.059905503285207405);
    p = Math.fma(p, z, 0.05487113507375585);
    p = Math.fma(p, z, -0.0577272706964603);
    p = Math.fma(p, z, 0.06256138528680945);
    p = Math.fma(p, z, -0.06678399132691551);
    p = Math.fma(p, z, 0.07142965648066724);
    p = Math.fma(p, z, -0.07692413175677615);
    p = Math.fma(p, z, 0.08335392747596321);
    p = Math.fma(p, z, -0.09095442887362327);
    p = Math.fma(p, z, 0.10009945820325825);
    p = Math.fma(p, z, -0.11133425282494938);
    p = Math.fma(p, z, 0.12550966940837718);
    p = Math.fma(p, z, -0.1440498970156014);
    p = Math.fma(p, z, 0.1695571770003998);
    p = Math.fma(p, z, -0.20738555102624498);
    p = Math.fma(p, z, 0.27058080842775617);
    p = Math.fma(p, z, -0.4006856343865408);
    p = Math.fma(p, z, 0.8224670334241133);
    p = Math.fma(p, z, -0.5772156649015329);
    return p * z;
  }

  /** lgamma(2 + z) for |z| at most 1/2. */
  private static double nearTwo(double z) {
    double p = Math.fma(z, -1.4328723248356947e-07, 2.78492238062839e-07);
    p = Math.fma(p, z, -4.200516085879293e-07);
    p = Math.fma(p, z, 9.203169473088635e-07);
    p = Math.fma(p, z, -2.0497504716027807e-06);
    p = Math.fma(p, z, 4.384588806948848e-06);
    p = Math.fma(p, z, -9.437237655937786e-06);
    p = Math.fma(p, z, 2.0505617599086894e-05);
    p = Math.fma(p, z, -4.49265310033762e-05);
    p = Math.fma(p, z, 9.945767000786267e-05);
    p = Math.fma(p, z, -0.00022315473517576124);
    p = Math.fma(p, z, 0.0005096695156779519);
    p = Math.fma(p, z, -0.0011927539127579454);
    p = Math.fma(p, z, 0.0028905103310236644);
    p = Math.fma(p, z, -0.0073855510286497195);
    p = Math.fma(p, z, 0.02058080842778057);
    p = Math.fma(p, z, -0.06735230105319831);
    p = Math.fma(p, z, 0.32246703342411326);
    p = Math.fma(p, z, 0.42278433509846713);
    return p * z;
  }
}
