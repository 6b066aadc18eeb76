package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The tangent: x = n pi/2 + r with pi/2 in three parts, each product fused (Cody and Waite 1980,
 * chapter 8); the first difference is exact for |x| up to 10^9. A vector with a larger lane takes
 * the scalar path, which reduces by the full pi (StrictMath). The remainder is carried in two
 * parts; tan r = r + r^3 p(r^2) is a minimax fit (Remez exchange, 2^-56 relative), corrected by low
 * (1 + tan^2 r), and odd quadrants take -1/tan r.
 */
final class DoubleTan {
  private static final double TWO_OVER_PI = 0.6366197723675814;
  private static final double HALF_PI_1 = 1.5707963267948966;
  private static final double HALF_PI_2 = 6.123233995736766e-17;
  private static final double HALF_PI_3 = -1.4973849048591698e-33;
  private static final double SHIFT = 6755399441055744.0;
  private static final double FAR = 1000000000.0;

  private DoubleTan() {}

  /** tan x; keeps the sign of zero, NaN at the infinities. */
  static DoubleVector tan(DoubleVector x) {
    if (x.abs().compare(VectorOperators.GT, FAR).anyTrue()) {
      double[] lanes = x.toArray();
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = DoubleMath.tan(lanes[lane]);
      }
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    DoubleVector shifted = x.fma(TWO_OVER_PI, SHIFT);
    DoubleVector n = shifted.sub(SHIFT);
    DoubleVector first = n.fma(x.broadcast(-HALF_PI_1), x);
    DoubleVector product = n.mul(HALF_PI_2);
    DoubleVector productLow = n.fma(x.broadcast(HALF_PI_2), product.neg());
    DoubleVector second = first.sub(product);
    DoubleVector b = second.sub(first);
    DoubleVector low = first.sub(second.sub(b)).sub(product.add(b)).sub(productLow);
    low = n.fma(x.broadcast(-HALF_PI_3), low);
    DoubleVector r = second.add(low);
    low = low.sub(r.sub(second));
    DoubleVector z = r.mul(r);
    DoubleVector p = z.fma(2.108393945108179e-05, -4.582018992967963e-05);
    p = p.fma(z, x.broadcast(9.125250371458862e-05));
    p = p.fma(z, x.broadcast(-2.840660062632661e-05));
    p = p.fma(z, x.broadcast(0.00013800679546703174));
    p = p.fma(z, x.broadcast(0.00022163515293167747));
    p = p.fma(z, x.broadcast(0.0005953269171393236));
    p = p.fma(z, x.broadcast(0.0014546931084212943));
    p = p.fma(z, x.broadcast(0.0035923002220711237));
    p = p.fma(z, x.broadcast(0.008863217871360594));
    p = p.fma(z, x.broadcast(0.021869489705373335));
    p = p.fma(z, x.broadcast(0.05396825392243137));
    p = p.fma(z, x.broadcast(0.13333333333424002));
    p = p.fma(z, x.broadcast(0.33333333333332704));
    DoubleVector tail = r.mul(z).fma(p, low.fma(z, low));
    DoubleVector y = r.add(tail);
    VectorMask<Double> odd =
        shifted.reinterpretAsLongs().and(1L).compare(VectorOperators.NE, 0L).cast(x.species());
    // -1/(r + tail), with one correction for the rounding of y
    DoubleVector inverse = x.broadcast(-1.0).div(y);
    DoubleVector error = inverse.fma(y, x.broadcast(1.0));
    error = inverse.fma(tail.sub(y.sub(r)), error);
    inverse = inverse.fma(error, inverse);
    y = y.blend(inverse, odd);
    return y.blend(x, x.compare(VectorOperators.EQ, 0.0));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double tan(double x) {
    if (Math.abs(x) > FAR) {
      return StrictMath.tan(x);
    }
    double shifted = Math.fma(x, TWO_OVER_PI, SHIFT);
    double n = shifted - SHIFT;
    double first = Math.fma(n, -HALF_PI_1, x);
    double product = n * HALF_PI_2;
    double productLow = Math.fma(n, HALF_PI_2, -product);
    double second = first - product;
    double b = second - first;
    double low = first - (second - b) - (product + b) - productLow;
    low = Math.fma(n, -HALF_PI_3, low);
    double r = second + low;
    low = low - (r - second);
    double z = r * r;
    double p = Math.fma(z, 2.108393945108179e-05, -4.582018992967963e-05);
    p = Math.fma(p, z, 9.125250371458862e-05);
    p = Math.fma(p, z, -2.840660062632661e-05);
    p = Math.fma(p, z, 0.00013800679546703174);
    p = Math.fma(p, z, 0.00022163515293167747);
    p = Math.fma(p, z, 0.0005953269171393236);
    p = Math.fma(p, z, 0.0014546931084212943);
    p = Math.fma(p, z, 0.0035923002220711237);
    p = Math.fma(p, z, 0.008863217871360594);
    p = Math.fma(p, z, 0.021869489705373335);
    p = Math.fma(p, z, 0.05396825392243137);
    p = Math.fma(p, z, 0.13333333333424002);
    p = Math.fma(p, z, 0.33333333333332704);
    double tail = Math.fma(r * z, p, Math.fma(low, z, low));
    double y = r + tail;
    boolean odd = (Double.doubleToRawLongBits(shifted) & 1L) != 0L;
    // -1/(r + tail), with one correction for the rounding of y
    double inverse = (-1.0) / y;
    double error = Math.fma(inverse, y, 1.0);
    error = Math.fma(inverse, tail - (y - r), error);
    inverse = Math.fma(inverse, error, inverse);
    y = odd ? inverse : y;
    return (x == 0.0) ? x : y;
  }
}
