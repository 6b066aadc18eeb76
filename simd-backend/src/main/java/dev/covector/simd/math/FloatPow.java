package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * x to the power y as e^(y log |x|). The logarithm is carried to about 45 bits in two parts: with
 * |x| = 2^k m and s = (m - 1)/(m + 1), log m = 2 s + s^3 (2/3 + s^2 p(s^2)), p a minimax fit (Remez
 * exchange), every product and sum with its rounding error (Dekker 1971). Special values are those
 * of C99 (F.9.4.4): pow(1, NaN) = pow(NaN, 0) = 1.
 */
final class FloatPow {
  private static final int SIGN = 0x80000000;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;
  private static final float MIN_NORMAL = Float.MIN_NORMAL;
  private static final int SQRT_HALF = 0x3f3504f3;
  private static final int ONE_LESS_SQRT_HALF = 0x004afb0d;
  private static final int MANTISSA = 0x007fffff;
  private static final int INT_BITS = 0x4b000000;
  private static final float INT_OFFSET = 8388735.0f;
  private static final float LN2_HIGH = 0.69314575f;
  private static final float LN2_LOW = 1.4286068e-6f;
  private static final float TWO_THIRDS = 0.6666667f;
  private static final float TWO_THIRDS_LOW = -1.9868216e-8f;
  private static final float INTEGERS = 8388608.0f;

  private FloatPow() {}

  /** x to the power y; a negative x needs an integer y. */
  static FloatVector pow(FloatVector x, FloatVector y) {
    FloatVector a = x.abs();
    VectorMask<Float> subnormal = a.compare(VectorOperators.LT, MIN_NORMAL);
    FloatVector u = a.blend(a.mul(3.3554432e7f), subnormal);
    IntVector i = u.reinterpretAsInts().add(ONE_LESS_SQRT_HALF);
    FloatVector k =
        i.lanewise(VectorOperators.LSHR, 23).or(INT_BITS).reinterpretAsFloats().sub(INT_OFFSET);
    k = k.blend(k.sub(25.0f), subnormal);
    FloatVector m = i.and(MANTISSA).add(SQRT_HALF).reinterpretAsFloats();
    // s = f / d in two parts
    FloatVector f = m.sub(1.0f);
    FloatVector d = m.add(1.0f);
    FloatVector dLow = m.sub(d.sub(1.0f));
    FloatVector s = f.div(d);
    FloatVector sLow = s.neg().fma(dLow, s.neg().fma(d, f)).div(d);
    // v = s^2 (2/3 + s^2 p) in two parts
    FloatVector z = s.mul(s);
    FloatVector zLow = s.fma(s, z.neg()).add(s.mul(sLow).mul(2.0f));
    FloatVector p = z.fma(0.23421223f, 0.28547028f);
    p = p.fma(z, x.broadcast(0.40000153f));
    FloatVector t = z.mul(p);
    FloatVector c = t.add(TWO_THIRDS);
    FloatVector cLow = t.sub(c.sub(TWO_THIRDS)).add(TWO_THIRDS_LOW);
    FloatVector v = z.mul(c);
    FloatVector vLow = z.fma(c, v.neg()).add(z.fma(cLow, zLow.mul(c)));
    // log m = s (2 + v), then k ln 2 is added
    FloatVector w = v.add(2.0f);
    FloatVector wLow = v.sub(w.sub(2.0f)).add(vLow);
    FloatVector l = s.mul(w);
    FloatVector lLow = s.fma(w, l.neg()).add(s.fma(wLow, sLow.mul(w)));
    FloatVector g = k.mul(LN2_HIGH);
    FloatVector log = g.add(l);
    FloatVector logLow = l.sub(log.sub(g)).add(k.fma(x.broadcast(LN2_LOW), lLow));
    FloatVector exponent = y.mul(log);
    FloatVector exponentLow = y.fma(log, exponent.neg()).add(y.mul(logLow));
    return special(x, y, FloatExp.scaledExp(exponent, exponentLow, x.broadcast(1.0f)));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float pow(float x, float y) {
    float a = Math.abs(x);
    boolean subnormal = a < MIN_NORMAL;
    float u = subnormal ? (a * 3.3554432e7f) : a;
    int i = Float.floatToRawIntBits(u) + ONE_LESS_SQRT_HALF;
    float k = Float.intBitsToFloat((i >>> 23) | INT_BITS) - INT_OFFSET;
    k = subnormal ? (k - 25.0f) : k;
    float m = Float.intBitsToFloat((i & MANTISSA) + SQRT_HALF);
    // s = f / d in two parts
    float f = m - 1.0f;
    float d = m + 1.0f;
    float dLow = m - (d - 1.0f);
    float s = f / d;
    float sLow = Math.fma(-s, dLow, Math.fma(-s, d, f)) / d;
    // v = s^2 (2/3 + s^2 p) in two parts
    float z = s * s;
    float zLow = Math.fma(s, s, -z) + (2.0f * (s * sLow));
    float p = Math.fma(z, 0.23421223f, 0.28547028f);
    p = Math.fma(p, z, 0.40000153f);
    float t = z * p;
    float c = t + TWO_THIRDS;
    float cLow = (t - (c - TWO_THIRDS)) + TWO_THIRDS_LOW;
    float v = z * c;
    float vLow = Math.fma(z, c, -v) + Math.fma(z, cLow, zLow * c);
    // log m = s (2 + v), then k ln 2 is added
    float w = v + 2.0f;
    float wLow = (v - (w - 2.0f)) + vLow;
    float l = s * w;
    float lLow = Math.fma(s, w, -l) + Math.fma(s, wLow, sLow * w);
    float g = k * LN2_HIGH;
    float log = g + l;
    float logLow = (l - (log - g)) + Math.fma(k, LN2_LOW, lLow);
    float exponent = y * log;
    float exponentLow = Math.fma(y, log, -exponent) + (y * logLow);
    return special(x, y, FloatExp.scaledExp(exponent, exponentLow, 1.0f));
  }

  /** Replaces the magnitude |x|^y where x or y is special, and gives it its sign. */
  static FloatVector special(FloatVector x, FloatVector y, FloatVector magnitude) {
    FloatVector a = x.abs();
    FloatVector r = magnitude.blend(1.0f, a.compare(VectorOperators.EQ, 1.0f));
    r = r.blend(0.0f, a.compare(VectorOperators.EQ, 0.0f).and(y.compare(VectorOperators.GT, 0.0f)));
    r =
        r.blend(
            INFINITY,
            a.compare(VectorOperators.EQ, INFINITY).and(y.compare(VectorOperators.GT, 0.0f)));
    r =
        r.blend(
            INFINITY, a.compare(VectorOperators.EQ, 0.0f).and(y.compare(VectorOperators.LT, 0.0f)));
    r =
        r.blend(
            0.0f, a.compare(VectorOperators.EQ, INFINITY).and(y.compare(VectorOperators.LT, 0.0f)));
    FloatVector b = y.abs();
    FloatVector half = b.mul(0.5f);
    VectorMask<Float> whole =
        b.blend(b.add(INTEGERS).sub(INTEGERS), b.compare(VectorOperators.LT, INTEGERS))
            .compare(VectorOperators.EQ, b);
    VectorMask<Float> halfWhole =
        half.blend(half.add(INTEGERS).sub(INTEGERS), half.compare(VectorOperators.LT, INTEGERS))
            .compare(VectorOperators.EQ, half);
    FloatVector signed =
        r.blend(
            r.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats(), whole);
    r = signed.blend(r, halfWhole);
    r =
        r.blend(
                NAN,
                x.compare(VectorOperators.LT, 0.0f).and(a.compare(VectorOperators.LT, INFINITY)))
            .blend(r, whole);
    r = r.blend(NAN, x.compare(VectorOperators.NE, x).or(y.compare(VectorOperators.NE, y)));
    return r.blend(
        1.0f, y.compare(VectorOperators.EQ, 0.0f).or(x.compare(VectorOperators.EQ, 1.0f)));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float special(float x, float y, float magnitude) {
    float a = Math.abs(x);
    float r = (a == 1.0f) ? 1.0f : magnitude;
    r = ((a == 0.0f) && (y > 0.0f)) ? 0.0f : r;
    r = ((a == INFINITY) && (y > 0.0f)) ? INFINITY : r;
    r = ((a == 0.0f) && (y < 0.0f)) ? INFINITY : r;
    r = ((a == INFINITY) && (y < 0.0f)) ? 0.0f : r;
    float b = Math.abs(y);
    float half = b * 0.5f;
    boolean whole = ((b < INTEGERS) ? ((b + INTEGERS) - INTEGERS) : b) == b;
    boolean halfWhole = ((half < INTEGERS) ? ((half + INTEGERS) - INTEGERS) : half) == half;
    float signed =
        whole
            ? Float.intBitsToFloat(Float.floatToRawIntBits(r) | (Float.floatToRawIntBits(x) & SIGN))
            : r;
    r = halfWhole ? r : signed;
    r = whole ? r : (((x < 0.0f) && (a < INFINITY)) ? NAN : r);
    r = ((x != x) || (y != y)) ? NAN : r;
    return ((y == 0.0f) || (x == 1.0f)) ? 1.0f : r;
  }
}
