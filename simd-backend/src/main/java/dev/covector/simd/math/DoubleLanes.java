package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exact functions of f64 that the Vector API has no operator for. Rounding adds and subtracts the
 * power of two at which the spacing is one: the hardware then rounds to an integer, ties to even.
 */
public final class DoubleLanes {
  private static final double INTEGERS = 0x1p52;

  private DoubleLanes() {}

  /** The nearest integer, ties to even; keeps the sign of zero. */
  public static DoubleVector roundEven(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector r = a.add(INTEGERS).sub(INTEGERS);
    DoubleVector signed = r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE));
    return x.blend(signed, a.compare(VectorOperators.LT, INTEGERS));
  }

  /** The largest integer that is not above. */
  public static DoubleVector floor(DoubleVector x) {
    DoubleVector r = roundEven(x);
    return r.blend(r.sub(1.0), r.compare(VectorOperators.GT, x));
  }

  /** The smallest integer that is not below; keeps the sign of zero, as for -0.5. */
  public static DoubleVector ceil(DoubleVector x) {
    return floor(x.neg()).neg();
  }

  /** The nearest integer, ties away from zero. */
  public static DoubleVector roundAway(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector f = floor(a);
    DoubleVector r = f.blend(f.add(1.0), a.sub(f).compare(VectorOperators.GE, 0.5));
    DoubleVector whole = x.blend(r, a.compare(VectorOperators.LT, INTEGERS));
    return whole.blend(whole.abs().neg(), x.test(VectorOperators.IS_NEGATIVE));
  }

  /** -1, 1, or the zero or NaN itself. */
  public static DoubleVector sign(DoubleVector x) {
    return x.blend(1.0, x.compare(VectorOperators.GT, 0.0))
        .blend(-1.0, x.compare(VectorOperators.LT, 0.0));
  }

  /** 1 / sqrt(x), rounded twice. */
  public static DoubleVector rsqrt(DoubleVector x) {
    return x.broadcast(1.0).div(x.sqrt());
  }
}
