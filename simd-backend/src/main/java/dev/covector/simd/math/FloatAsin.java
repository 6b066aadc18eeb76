package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The arc sine: x + x^3 p(x^2) for |x| at most 1/2, p a minimax fit (Remez exchange, 2^-27
 * relative); above 1/2 asin a = pi/2 - 2 asin sqrt((1 - a)/2).
 */
final class FloatAsin {
  private static final float HALF_PI = 1.5707964f;
  private static final float HALF_PI_LOW = -4.371139e-8f;
  private static final int SIGN = 0x80000000;

  private FloatAsin() {}

  /** asin x; NaN outside [-1, 1]. */
  static FloatVector asin(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> large = a.compare(VectorOperators.GT, 0.5f);
    FloatVector z = a.mul(a).blend(a.fma(-0.5f, 0.5f), large);
    FloatVector s = a.blend(z.sqrt(), large);
    FloatVector p = z.fma(0.042231128f, 0.024140662f);
    p = p.fma(z, x.broadcast(0.045478404f));
    p = p.fma(z, x.broadcast(0.07495232f));
    p = p.fma(z, x.broadcast(0.16666754f));
    FloatVector tail = s.mul(z).mul(p);
    FloatVector twice = s.add(s);
    FloatVector h = x.broadcast(HALF_PI).sub(twice);
    // the rounding error of h joins the low part
    FloatVector low = x.broadcast(HALF_PI).sub(h).sub(twice).add(HALF_PI_LOW);
    FloatVector y = s.add(tail).blend(h.sub(tail.fma(x.broadcast(2.0f), low.neg())), large);
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float asin(float x) {
    float a = Math.abs(x);
    boolean large = a > 0.5f;
    float z = large ? Math.fma(a, -0.5f, 0.5f) : (a * a);
    float s = large ? (float) Math.sqrt(z) : a;
    float p = Math.fma(z, 0.042231128f, 0.024140662f);
    p = Math.fma(p, z, 0.045478404f);
    p = Math.fma(p, z, 0.07495232f);
    p = Math.fma(p, z, 0.16666754f);
    float tail = s * z * p;
    float twice = s + s;
    float h = HALF_PI - twice;
    // the rounding error of h joins the low part
    float low = (HALF_PI - h - twice) + HALF_PI_LOW;
    float y = large ? (h - Math.fma(tail, 2.0f, -low)) : (s + tail);
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
