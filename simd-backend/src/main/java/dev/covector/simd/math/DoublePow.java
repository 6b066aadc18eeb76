package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * x to the power y as e^(y log |x|). The logarithm is carried to about 68 bits in two parts: with
 * |x| = 2^k m and s = (m - 1)/(m + 1), log m = 2 s + s^3 (2/3 + s^2 p(s^2)), p a minimax fit (Remez
 * exchange), every product and sum with its rounding error (Dekker 1971). Special values are those
 * of C99 (F.9.4.4): pow(1, NaN) = pow(NaN, 0) = 1.
 */
final class DoublePow {
  private static final long SIGN = 0x8000000000000000L;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double MIN_NORMAL = Double.MIN_NORMAL;
  private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
  private static final long ONE_LESS_SQRT_HALF = 0x00095f619980c433L;
  private static final long MANTISSA = 0x000fffffffffffffL;
  private static final long INT_BITS = 0x4330000000000000L;
  private static final double INT_OFFSET = 4503599627371519.0;
  private static final double LN2_HIGH = 0.693147180559663;
  private static final double LN2_LOW = 2.8235290563031577e-13;
  private static final double TWO_THIRDS = 0.6666666666666666;
  private static final double TWO_THIRDS_LOW = 3.700743415417188e-17;
  private static final double INTEGERS = 4503599627370496.0;

  private DoublePow() {}

  /** x to the power y; a negative x needs an integer y. */
  static DoubleVector pow(DoubleVector x, DoubleVector y) {
    DoubleVector a = x.abs();
    VectorMask<Double> subnormal = a.compare(VectorOperators.LT, MIN_NORMAL);
    DoubleVector u = a.blend(a.mul(1.8014398509481984e16), subnormal);
    LongVector i = u.reinterpretAsLongs().add(ONE_LESS_SQRT_HALF);
    DoubleVector k =
        i.lanewise(VectorOperators.LSHR, 52).or(INT_BITS).reinterpretAsDoubles().sub(INT_OFFSET);
    k = k.blend(k.sub(54.0), subnormal);
    DoubleVector m = i.and(MANTISSA).add(SQRT_HALF).reinterpretAsDoubles();
    // s = f / d in two parts
    DoubleVector f = m.sub(1.0);
    DoubleVector d = m.add(1.0);
    DoubleVector dLow = m.sub(d.sub(1.0));
    DoubleVector s = f.div(d);
    DoubleVector sLow = s.neg().fma(dLow, s.neg().fma(d, f)).div(d);
    // v = s^2 (2/3 + s^2 p) in two parts
    DoubleVector z = s.mul(s);
    DoubleVector zLow = s.fma(s, z.neg()).add(s.mul(sLow).mul(2.0));
    DoubleVector p = z.fma(0.11016742471325973, 0.10422440034057313);
    p = p.fma(z, x.broadcast(0.11768700179079891));
    p = p.fma(z, x.broadcast(0.1333323961788877));
    p = p.fma(z, x.broadcast(0.15384616768215537));
    p = p.fma(z, x.broadcast(0.1818181816908807));
    p = p.fma(z, x.broadcast(0.22222222222291624));
    p = p.fma(z, x.broadcast(0.2857142857142837));
    p = p.fma(z, x.broadcast(0.4));
    DoubleVector t = z.mul(p);
    DoubleVector c = t.add(TWO_THIRDS);
    DoubleVector cLow = t.sub(c.sub(TWO_THIRDS)).add(TWO_THIRDS_LOW);
    DoubleVector v = z.mul(c);
    DoubleVector vLow = z.fma(c, v.neg()).add(z.fma(cLow, zLow.mul(c)));
    // log m = s (2 + v), then k ln 2 is added
    DoubleVector w = v.add(2.0);
    DoubleVector wLow = v.sub(w.sub(2.0)).add(vLow);
    DoubleVector l = s.mul(w);
    DoubleVector lLow = s.fma(w, l.neg()).add(s.fma(wLow, sLow.mul(w)));
    DoubleVector g = k.mul(LN2_HIGH);
    DoubleVector log = g.add(l);
    DoubleVector logLow = l.sub(log.sub(g)).add(k.fma(x.broadcast(LN2_LOW), lLow));
    DoubleVector exponent = y.mul(log);
    DoubleVector exponentLow = y.fma(log, exponent.neg()).add(y.mul(logLow));
    return special(x, y, DoubleExp.scaledExp(exponent, exponentLow, x.broadcast(1.0)));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double pow(double x, double y) {
    double a = Math.abs(x);
    boolean subnormal = a < MIN_NORMAL;
    double u = subnormal ? (a * 1.8014398509481984e16) : a;
    long i = Double.doubleToRawLongBits(u) + ONE_LESS_SQRT_HALF;
    double k = Double.longBitsToDouble((i >>> 52) | INT_BITS) - INT_OFFSET;
    k = subnormal ? (k - 54.0) : k;
    double m = Double.longBitsToDouble((i & MANTISSA) + SQRT_HALF);
    // s = f / d in two parts
    double f = m - 1.0;
    double d = m + 1.0;
    double dLow = m - (d - 1.0);
    double s = f / d;
    double sLow = Math.fma(-s, dLow, Math.fma(-s, d, f)) / d;
    // v = s^2 (2/3 + s^2 p) in two parts
    double z = s * s;
    double zLow = Math.fma(s, s, -z) + (2.0 * (s * sLow));
    double p = Math.fma(z, 0.11016742471325973, 0.10422440034057313);
    p = Math.fma(p, z, 0.11768700179079891);
    p = Math.fma(p, z, 0.1333323961788877);
    p = Math.fma(p, z, 0.15384616768215537);
    p = Math.fma(p, z, 0.1818181816908807);
    p = Math.fma(p, z, 0.22222222222291624);
    p = Math.fma(p, z, 0.2857142857142837);
    p = Math.fma(p, z, 0.4);
    double t = z * p;
    double c = t + TWO_THIRDS;
    double cLow = (t - (c - TWO_THIRDS)) + TWO_THIRDS_LOW;
    double v = z * c;
    double vLow = Math.fma(z, c, -v) + Math.fma(z, cLow, zLow * c);
    // log m = s (2 + v), then k ln 2 is added
    double w = v + 2.0;
    double wLow = (v - (w - 2.0)) + vLow;
    double l = s * w;
    double lLow = Math.fma(s, w, -l) + Math.fma(s, wLow, sLow * w);
    double g = k * LN2_HIGH;
    double log = g + l;
    double logLow = (l - (log - g)) + Math.fma(k, LN2_LOW, lLow);
    double exponent = y * log;
    double exponentLow = Math.fma(y, log, -exponent) + (y * logLow);
    return special(x, y, DoubleExp.scaledExp(exponent, exponentLow, 1.0));
  }

  /** Replaces the magnitude |x|^y where x or y is special, and gives it its sign. */
  static DoubleVector special(DoubleVector x, DoubleVector y, DoubleVector magnitude) {
    DoubleVector a = x.abs();
    DoubleVector r = magnitude.blend(1.0, a.compare(VectorOperators.EQ, 1.0));
    r = r.blend(0.0, a.compare(VectorOperators.EQ, 0.0).and(y.compare(VectorOperators.GT, 0.0)));
    r =
        r.blend(
            INFINITY,
            a.compare(VectorOperators.EQ, INFINITY).and(y.compare(VectorOperators.GT, 0.0)));
    r =
        r.blend(
            INFINITY, a.compare(VectorOperators.EQ, 0.0).and(y.compare(VectorOperators.LT, 0.0)));
    r =
        r.blend(
            0.0, a.compare(VectorOperators.EQ, INFINITY).and(y.compare(VectorOperators.LT, 0.0)));
    DoubleVector b = y.abs();
    DoubleVector half = b.mul(0.5);
    VectorMask<Double> whole =
        b.blend(b.add(INTEGERS).sub(INTEGERS), b.compare(VectorOperators.LT, INTEGERS))
            .compare(VectorOperators.EQ, b);
    VectorMask<Double> halfWhole =
        half.blend(half.add(INTEGERS).sub(INTEGERS), half.compare(VectorOperators.LT, INTEGERS))
            .compare(VectorOperators.EQ, half);
    DoubleVector signed =
        r.blend(
            r.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles(),
            whole);
    r = signed.blend(r, halfWhole);
    r =
        r.blend(
                NAN,
                x.compare(VectorOperators.LT, 0.0).and(a.compare(VectorOperators.LT, INFINITY)))
            .blend(r, whole);
    r = r.blend(NAN, x.compare(VectorOperators.NE, x).or(y.compare(VectorOperators.NE, y)));
    return r.blend(1.0, y.compare(VectorOperators.EQ, 0.0).or(x.compare(VectorOperators.EQ, 1.0)));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double special(double x, double y, double magnitude) {
    double a = Math.abs(x);
    double r = (a == 1.0) ? 1.0 : magnitude;
    r = ((a == 0.0) && (y > 0.0)) ? 0.0 : r;
    r = ((a == INFINITY) && (y > 0.0)) ? INFINITY : r;
    r = ((a == 0.0) && (y < 0.0)) ? INFINITY : r;
    r = ((a == INFINITY) && (y < 0.0)) ? 0.0 : r;
    double b = Math.abs(y);
    double half = b * 0.5;
    boolean whole = ((b < INTEGERS) ? ((b + INTEGERS) - INTEGERS) : b) == b;
    boolean halfWhole = ((half < INTEGERS) ? ((half + INTEGERS) - INTEGERS) : half) == half;
    double signed =
        whole
            ? Double.longBitsToDouble(
                Double.doubleToRawLongBits(r) | (Double.doubleToRawLongBits(x) & SIGN))
            : r;
    r = halfWhole ? r : signed;
    r = whole ? r : (((x < 0.0) && (a < INFINITY)) ? NAN : r);
    r = ((x != x) || (y != y)) ? NAN : r;
    return ((y == 0.0) || (x == 1.0)) ? 1.0 : r;
  }
}
