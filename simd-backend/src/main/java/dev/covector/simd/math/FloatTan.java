package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The tangent: x = n pi/2 + r with pi/2 in three parts, each product fused (Cody and Waite 1980,
 * chapter 8); the first difference is exact for |x| up to 100,000. A vector with a larger lane
 * takes the scalar path, which reduces by the full pi (StrictMath). The remainder is carried in two
 * parts; tan r = r + r^3 p(r^2) is a minimax fit (Remez exchange, 2^-25 relative), corrected by low
 * (1 + tan^2 r), and odd quadrants take -1/tan r.
 */
final class FloatTan {
  private static final float TWO_OVER_PI = 0.63661975f;
  private static final float HALF_PI_1 = 1.5707964f;
  private static final float HALF_PI_2 = -4.371139e-8f;
  private static final float HALF_PI_3 = -1.7151245e-15f;
  private static final float SHIFT = 12582912.0f;
  private static final float FAR = 100000.0f;

  private FloatTan() {}

  /** tan x; keeps the sign of zero, NaN at the infinities. */
  static FloatVector tan(FloatVector x) {
    if (x.abs().compare(VectorOperators.GT, FAR).anyTrue()) {
      float[] lanes = x.toArray();
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = FloatMath.tan(lanes[lane]);
      }
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    FloatVector shifted = x.fma(TWO_OVER_PI, SHIFT);
    FloatVector n = shifted.sub(SHIFT);
    FloatVector first = n.fma(x.broadcast(-HALF_PI_1), x);
    FloatVector product = n.mul(HALF_PI_2);
    FloatVector productLow = n.fma(x.broadcast(HALF_PI_2), product.neg());
    FloatVector second = first.sub(product);
    FloatVector b = second.sub(first);
    FloatVector low = first.sub(second.sub(b)).sub(product.add(b)).sub(productLow);
    low = n.fma(x.broadcast(-HALF_PI_3), low);
    FloatVector r = second.add(low);
    low = low.sub(r.sub(second));
    FloatVector z = r.mul(r);
    FloatVector p = z.fma(0.009476418f, 0.0029563135f);
    p = p.fma(z, x.broadcast(0.02453948f));
    p = p.fma(z, x.broadcast(0.05337813f));
    p = p.fma(z, x.broadcast(0.13339238f));
    p = p.fma(z, x.broadcast(0.33333138f));
    FloatVector tail = r.mul(z).fma(p, low.fma(z, low));
    FloatVector y = r.add(tail);
    VectorMask<Float> odd =
        shifted.reinterpretAsInts().and(1).compare(VectorOperators.NE, 0).cast(x.species());
    // -1/(r + tail), with one correction for the rounding of y
    FloatVector inverse = x.broadcast(-1.0f).div(y);
    FloatVector error = inverse.fma(y, x.broadcast(1.0f));
    error = inverse.fma(tail.sub(y.sub(r)), error);
    inverse = inverse.fma(error, inverse);
    y = y.blend(inverse, odd);
    return y.blend(x, x.compare(VectorOperators.EQ, 0.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float tan(float x) {
    if (Math.abs(x) > FAR) {
      return (float) StrictMath.tan(x);
    }
    float shifted = Math.fma(x, TWO_OVER_PI, SHIFT);
    float n = shifted - SHIFT;
    float first = Math.fma(n, -HALF_PI_1, x);
    float product = n * HALF_PI_2;
    float productLow = Math.fma(n, HALF_PI_2, -product);
    float second = first - product;
    float b = second - first;
    float low = first - (second - b) - (product + b) - productLow;
    low = Math.fma(n, -HALF_PI_3, low);
    float r = second + low;
    low = low - (r - second);
    float z = r * r;
    float p = Math.fma(z, 0.009476418f, 0.0029563135f);
    p = Math.fma(p, z, 0.02453948f);
    p = Math.fma(p, z, 0.05337813f);
    p = Math.fma(p, z, 0.13339238f);
    p = Math.fma(p, z, 0.33333138f);
    float tail = Math.fma(r * z, p, Math.fma(low, z, low));
    float y = r + tail;
    boolean odd = (Float.floatToRawIntBits(shifted) & 1) != 0;
    // -1/(r + tail), with one correction for the rounding of y
    float inverse = (-1.0f) / y;
    float error = Math.fma(inverse, y, 1.0f);
    error = Math.fma(inverse, tail - (y - r), error);
    inverse = Math.fma(inverse, error, inverse);
    y = odd ? inverse : y;
    return (x == 0.0f) ? x : y;
  }
}
