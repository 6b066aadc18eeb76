package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The sine: x = n pi/2 + r with pi/2 in three parts, each product fused (Cody and Waite 1980,
 * chapter 8); the first difference is exact for |x| up to 100,000. A vector with a larger lane
 * takes the scalar path, which reduces by the full pi (StrictMath). sin r = r + r^3 p(r^2) and cos
 * r = 1 - r^2/2 + r^4 p(r^2) are minimax fits (Remez exchange, 2^-28 relative).
 */
final class FloatSin {
  private static final float TWO_OVER_PI = 0.63661975f;
  private static final float HALF_PI_1 = 1.5707964f;
  private static final float HALF_PI_2 = -4.371139e-8f;
  private static final float HALF_PI_3 = -1.7151245e-15f;
  private static final float SHIFT = 12582912.0f;
  private static final float FAR = 100000.0f;
  private static final int SIGN = 0x80000000;

  private FloatSin() {}

  /** sin x; NaN at the infinities. */
  static FloatVector sin(FloatVector x) {
    if (x.abs().compare(VectorOperators.GT, FAR).anyTrue()) {
      float[] lanes = x.toArray();
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = FloatMath.sin(lanes[lane]);
      }
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    FloatVector shifted = x.fma(TWO_OVER_PI, SHIFT);
    FloatVector n = shifted.sub(SHIFT);
    FloatVector r =
        n.fma(
            x.broadcast(-HALF_PI_3),
            n.fma(x.broadcast(-HALF_PI_2), n.fma(x.broadcast(-HALF_PI_1), x)));
    FloatVector z = r.mul(r);
    FloatVector p = z.fma(-1.9516957e-4f, 0.008332176f);
    p = p.fma(z, x.broadcast(-0.16666655f));
    FloatVector s = r.mul(z).fma(p, r);
    p = z.fma(2.4463485e-5f, -0.0013887653f);
    p = p.fma(z, x.broadcast(0.041666653f));
    FloatVector c = z.mul(z).fma(p, z.fma(-0.5f, 1.0f));
    IntVector i = shifted.reinterpretAsInts();
    VectorMask<Float> odd = i.and(1).compare(VectorOperators.NE, 0).cast(x.species());
    FloatVector y = s.blend(c, odd);
    // the second bit of the quadrant is the sign
    IntVector sign = i.lanewise(VectorOperators.LSHL, 30).and(SIGN);
    y = y.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
    return y.blend(x, x.compare(VectorOperators.EQ, 0.0f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float sin(float x) {
    if (Math.abs(x) > FAR) {
      return (float) StrictMath.sin(x);
    }
    float shifted = Math.fma(x, TWO_OVER_PI, SHIFT);
    float n = shifted - SHIFT;
    float r = Math.fma(n, -HALF_PI_3, Math.fma(n, -HALF_PI_2, Math.fma(n, -HALF_PI_1, x)));
    float z = r * r;
    float p = Math.fma(z, -1.9516957e-4f, 0.008332176f);
    p = Math.fma(p, z, -0.16666655f);
    float s = Math.fma(r * z, p, r);
    p = Math.fma(z, 2.4463485e-5f, -0.0013887653f);
    p = Math.fma(p, z, 0.041666653f);
    float c = Math.fma(z * z, p, Math.fma(z, -0.5f, 1.0f));
    int i = Float.floatToRawIntBits(shifted);
    boolean odd = (i & 1) != 0;
    float y = odd ? c : s;
    // the second bit of the quadrant is the sign
    int sign = (i << 30) & SIGN;
    y = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ sign);
    return (x == 0.0f) ? x : y;
  }
}
