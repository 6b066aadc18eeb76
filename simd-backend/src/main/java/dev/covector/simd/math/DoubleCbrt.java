package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The cube root: x = m 2^(3j), m in [1, 8). A minimax cubic (degree 6) on [1, 2) times the cube
 * root of the even power of two left over gives 22 bits, one Halley step with an exact residual the
 * rest.
 */
final class DoubleCbrt {
  private static final double MIN_NORMAL = Double.MIN_NORMAL;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final long SIGN = 0x8000000000000000L;
  private static final double ZERO = 0.0;
  private static final long MANTISSA = 0x000fffffffffffffL;
  private static final long ONE_BITS = 0x3ff0000000000000L;
  private static final long INT_BITS = 0x4330000000000000L;
  private static final double INT_OFFSET = 4503599627370496.0;
  private static final double SHIFT = 6755399441056426.0;
  private static final double CBRT_2 = 1.2599210498948732;
  private static final double CBRT_4 = 1.5874010519681996;

  private DoubleCbrt() {}

  /** The cube root of x; keeps the sign of zero. */
  static DoubleVector cbrt(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> subnormal = a.compare(VectorOperators.LT, MIN_NORMAL);
    DoubleVector u = a.blend(a.mul(1.8014398509481984e16), subnormal);
    LongVector i = u.reinterpretAsLongs();
    DoubleVector e =
        i.lanewise(VectorOperators.LSHR, 52).or(INT_BITS).reinterpretAsDoubles().sub(INT_OFFSET);
    DoubleVector shifted = e.sub(1.0).fma(0.3333333333333333, SHIFT);
    DoubleVector left = shifted.sub(SHIFT).fma(x.broadcast(-3.0), e);
    DoubleVector m = i.and(MANTISSA).or(ONE_BITS).reinterpretAsDoubles();
    DoubleVector r = m.fma(-0.0028596313355307244, 0.03090415507869795);
    r = r.fma(m, x.broadcast(-0.14447083077731207));
    r = r.fma(m, x.broadcast(0.38536352182061767));
    r = r.fma(m, x.broadcast(-0.6661775912938318));
    r = r.fma(m, x.broadcast(0.9500992126569622));
    r = r.fma(m, x.broadcast(0.4471413349774205));
    r = r.blend(r.mul(CBRT_2), left.compare(VectorOperators.EQ, 1.0));
    m = m.blend(m.add(m), left.compare(VectorOperators.EQ, 1.0));
    r = r.blend(r.mul(CBRT_4), left.compare(VectorOperators.EQ, 2.0));
    m = m.blend(m.mul(4.0), left.compare(VectorOperators.EQ, 2.0));
    DoubleVector square = r.mul(r);
    DoubleVector cube = square.mul(r);
    DoubleVector residual =
        r.fma(r, square.neg()).fma(r, square.fma(r, cube.neg()).add(cube.sub(m)));
    DoubleVector y = r.neg().fma(residual.div(cube.add(cube).add(m)), r);
    y =
        y.mul(
            shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
    y = y.blend(y.mul(3.814697265625e-06), subnormal);
    y =
        a.blend(
            y, a.compare(VectorOperators.LT, INFINITY).and(a.compare(VectorOperators.GT, ZERO)));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double cbrt(double x) {
    double a = Math.abs(x);
    boolean subnormal = a < MIN_NORMAL;
    double u = subnormal ? (a * 1.8014398509481984e16) : a;
    long i = Double.doubleToRawLongBits(u);
    double e = Double.longBitsToDouble((i >>> 52) | INT_BITS) - INT_OFFSET;
    double shifted = Math.fma(e - 1.0, 0.3333333333333333, SHIFT);
    double left = Math.fma(shifted - SHIFT, -3.0, e);
    double m = Double.longBitsToDouble((i & MANTISSA) | ONE_BITS);
    double r = Math.fma(m, -0.0028596313355307244, 0.03090415507869795);
    r = Math.fma(r, m, -0.14447083077731207);
    r = Math.fma(r, m, 0.38536352182061767);
    r = Math.fma(r, m, -0.6661775912938318);
    r = Math.fma(r, m, 0.9500992126569622);
    r = Math.fma(r, m, 0.4471413349774205);
    r = (left == 1.0) ? (r * CBRT_2) : r;
    m = (left == 1.0) ? (m + m) : m;
    r = (left == 2.0) ? (r * CBRT_4) : r;
    m = (left == 2.0) ? (m * 4.0) : m;
    double square = r * r;
    double cube = square * r;
    double residual = Math.fma(Math.fma(r, r, -square), r, Math.fma(square, r, -cube) + (cube - m));
    double y = Math.fma(-r, residual / (cube + cube + m), r);
    y = y * Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << 52);
    y = subnormal ? (y * 3.814697265625e-06) : y;
    y = ((a < INFINITY) && (a > ZERO)) ? y : a;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
