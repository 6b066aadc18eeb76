package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;

/**
 * The elementary and special functions of f32, lane by lane and as scalar twins that return the
 * same bits. Every function is written so that HotSpot's C2 inlines it whole into the caller's
 * loop; see the package documentation.
 */
public final class FloatMath {
  private FloatMath() {}

  /** Returns e^x; see {@link FloatExp}. */
  public static FloatVector exp(FloatVector x) {
    return FloatExp.exp(x);
  }

  /** Returns e^x; see {@link FloatExp}. */
  public static float exp(float x) {
    return FloatExp.exp(x);
  }

  /** Returns 2^x; see {@link FloatExp2}. */
  public static FloatVector exp2(FloatVector x) {
    return FloatExp2.exp2(x);
  }

  /** Returns 2^x; see {@link FloatExp2}. */
  public static float exp2(float x) {
    return FloatExp2.exp2(x);
  }

  /** Returns e^x - 1; see {@link FloatExpm1}. */
  public static FloatVector expm1(FloatVector x) {
    return FloatExpm1.expm1(x);
  }

  /** Returns e^x - 1; see {@link FloatExpm1}. */
  public static float expm1(float x) {
    return FloatExpm1.expm1(x);
  }

  /** Returns the natural logarithm; see {@link FloatLog}. */
  public static FloatVector log(FloatVector x) {
    return FloatLog.log(x);
  }

  /** Returns the natural logarithm; see {@link FloatLog}. */
  public static float log(float x) {
    return FloatLog.log(x);
  }

  /** Returns the binary logarithm; see {@link FloatLog2}. */
  public static FloatVector log2(FloatVector x) {
    return FloatLog2.log2(x);
  }

  /** Returns the binary logarithm; see {@link FloatLog2}. */
  public static float log2(float x) {
    return FloatLog2.log2(x);
  }

  /** Returns log(1 + x); see {@link FloatLog1p}. */
  public static FloatVector log1p(FloatVector x) {
    return FloatLog1p.log1p(x);
  }

  /** Returns log(1 + x); see {@link FloatLog1p}. */
  public static float log1p(float x) {
    return FloatLog1p.log1p(x);
  }

  /** Returns the hyperbolic tangent; see {@link FloatTanh}. */
  public static FloatVector tanh(FloatVector x) {
    return FloatTanh.tanh(x);
  }

  /** Returns the hyperbolic tangent; see {@link FloatTanh}. */
  public static float tanh(float x) {
    return FloatTanh.tanh(x);
  }

  /** Returns 1 / (1 + e^-x); see {@link FloatLogistic}. */
  public static FloatVector logistic(FloatVector x) {
    return FloatLogistic.logistic(x);
  }

  /** Returns 1 / (1 + e^-x); see {@link FloatLogistic}. */
  public static float logistic(float x) {
    return FloatLogistic.logistic(x);
  }
}
