package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exact functions of f32 that the Vector API has no operator for. Rounding adds and subtracts the
 * power of two at which the spacing is one: the hardware then rounds to an integer, ties to even.
 */
public final class FloatLanes {
  private static final float INTEGERS = 0x1p23f;

  private FloatLanes() {}

  /** The nearest integer, ties to even; keeps the sign of zero. */
  public static FloatVector roundEven(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector r = a.add(INTEGERS).sub(INTEGERS);
    FloatVector signed = r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE));
    return x.blend(signed, a.compare(VectorOperators.LT, INTEGERS));
  }

  /** The largest integer that is not above. */
  public static FloatVector floor(FloatVector x) {
    FloatVector r = roundEven(x);
    return r.blend(r.sub(1.0f), r.compare(VectorOperators.GT, x));
  }

  /** The smallest integer that is not below; keeps the sign of zero, as for -0.5. */
  public static FloatVector ceil(FloatVector x) {
    return floor(x.neg()).neg();
  }

  /** The nearest integer, ties away from zero. */
  public static FloatVector roundAway(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector f = floor(a);
    FloatVector r = f.blend(f.add(1.0f), a.sub(f).compare(VectorOperators.GE, 0.5f));
    FloatVector whole = x.blend(r, a.compare(VectorOperators.LT, INTEGERS));
    return whole.blend(whole.abs().neg(), x.test(VectorOperators.IS_NEGATIVE));
  }

  /** -1, 1, or the zero or NaN itself. */
  public static FloatVector sign(FloatVector x) {
    return x.blend(1.0f, x.compare(VectorOperators.GT, 0.0f))
        .blend(-1.0f, x.compare(VectorOperators.LT, 0.0f));
  }

  /** 1 / sqrt(x), rounded twice. */
  public static FloatVector rsqrt(FloatVector x) {
    return x.broadcast(1.0f).div(x.sqrt());
  }
}
