package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;

/**
 * The logarithmic derivative of gamma: a minimax fit (Remez exchange, 2^-56 relative) of psi(x) /
 * (x - root) on [1, 2], recurrence up to 8, the asymptotic series above, reflection below. Near its
 * zeros on the negative axis the error is absolute, not relative.
 */
final class DoubleDigamma {
  private DoubleDigamma() {}

  /**
   * psi(x) = gamma'(x) / gamma(x); NaN at zero and the negative integers. Computed lane by lane.
   */
  static DoubleVector digamma(DoubleVector x) {
    double[] lanes = x.toArray();
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = DoubleMath.digamma(lanes[lane]);
    }
    return DoubleVector.fromArray(x.species(), lanes, 0);
  }

  /** Scalar twin of the vector form. */
  static double digamma(double x) {
    if (x <= 0) {
      if (x == Math.rint(x)) {
        return Double.NaN;
      }
      // psi(1 - x) - psi(x) = pi cot(pi x)
      double fraction = x - Math.rint(x);
      return digamma(1 - x) - Math.PI / StrictMath.tan(Math.PI * fraction);
    }
    if (x >= 8) {
      return asymptotic(x);
    }
    double sum = 0;
    double r = x;
    if (r < 0x1p-60) {
      return -1 / x;
    }
    if (r < 1) {
      double reciprocal = 1 / x;
      r = x + 1;
      // the terms nearly cancel: the rounding errors of 1/x and, times the slope, of x + 1 are
      // added
      double lost = Math.fma(reciprocal, x, -1) * reciprocal + (x - (r - 1)) * (1 + 0.5 / r) / r;
      return nearRoot(r) - reciprocal + lost;
    }
    double low = 0;
    while (r > 2) {
      r -= 1;
      double inverse = 1 / r;
      double next = sum + inverse;
      // the rounding errors of the quotient and of the sum, whose terms grow
      double part = next - sum;
      low += (sum - (next - part)) + (inverse - part) - Math.fma(inverse, r, -1) * inverse;
      sum = next;
    }
    return sum + (nearRoot(r) + low);
  }

  /** Abramowitz and Stegun 6.3.18, its tail a fit for x at least 8. */
  private static double asymptotic(double x) {
    double u = 1 / (x * x);
    double p = Math.fma(u, -0.29980830890261956, 0.08004431762546824);
    p = Math.fma(p, u, -0.021051510765858542);
    p = Math.fma(p, u, 0.007575464709550939);
    p = Math.fma(p, u, -0.004166665527661015);
    p = Math.fma(p, u, 0.003968253966067482);
    p = Math.fma(p, u, -0.00833333333333173);
    p = Math.fma(p, u, 0.08333333333333333);
    return StrictMath.log(x) - (0.5 / x + u * p);
  }

  /** psi(x) / (x - root) is fitted on [1, 2], the root held in two parts. */
  private static double nearRoot(double x) {
    double t = x - 1.5;
    double p = Math.fma(t, -0.00017656268636403018, 0.00025985085669848245);
    p = Math.fma(p, t, -0.00014697819126704208);
    p = Math.fma(p, t, 0.0002270260102914306);
    p = Math.fma(p, t, -0.0004847299888677345);
    p = Math.fma(p, t, 0.0007234364493865976);
    p = Math.fma(p, t, -0.0010368422627556656);
    p = Math.fma(p, t, 0.0015565995229257304);
    p = Math.fma(p, t, -0.002345420754412835);
    p = Math.fma(p, t, 0.0035190121136775905);
    p = Math.fma(p, t, -0.0052799462601809365);
    p = Math.fma(p, t, 0.007926944019967196);
    p = Math.fma(p, t, -0.011908219419173374);
    p = Math.fma(p, t, 0.01790725248125464);
    p = Math.fma(p, t, -0.026975796691266516);
    p = Math.fma(p, t, 0.04076083381081932);
    p = Math.fma(p, t, -0.06192213327469544);
    p = Math.fma(p, t, 0.09498872445497235);
    p = Math.fma(p, t, -0.14840492305389008);
    p = Math.fma(p, t, 0.24054248424077398);
    p = Math.fma(p, t, -0.4236274212814606);
    p = Math.fma(p, t, 0.951055876031833);
    return p * ((x - 1.4616321449683622) - 9.549995429965697e-17);
  }
}
