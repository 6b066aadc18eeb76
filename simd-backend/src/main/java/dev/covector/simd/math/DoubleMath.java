package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;

/**
 * The elementary and special functions of f64, lane by lane and as scalar twins that return the
 * same bits. Every function is written so that HotSpot's C2 inlines it whole into the caller's
 * loop; see the package documentation.
 */
public final class DoubleMath {
  private DoubleMath() {}

  /** Returns e^x; see {@link DoubleExp}. */
  public static DoubleVector exp(DoubleVector x) {
    return DoubleExp.exp(x);
  }

  /** Returns e^x; see {@link DoubleExp}. */
  public static double exp(double x) {
    return DoubleExp.exp(x);
  }

  /** Returns 2^x; see {@link DoubleExp2}. */
  public static DoubleVector exp2(DoubleVector x) {
    return DoubleExp2.exp2(x);
  }

  /** Returns 2^x; see {@link DoubleExp2}. */
  public static double exp2(double x) {
    return DoubleExp2.exp2(x);
  }

  /** Returns e^x - 1; see {@link DoubleExpm1}. */
  public static DoubleVector expm1(DoubleVector x) {
    return DoubleExpm1.expm1(x);
  }

  /** Returns e^x - 1; see {@link DoubleExpm1}. */
  public static double expm1(double x) {
    return DoubleExpm1.expm1(x);
  }

  /** Returns the natural logarithm; see {@link DoubleLog}. */
  public static DoubleVector log(DoubleVector x) {
    return DoubleLog.log(x);
  }

  /** Returns the natural logarithm; see {@link DoubleLog}. */
  public static double log(double x) {
    return DoubleLog.log(x);
  }

  /** Returns the binary logarithm; see {@link DoubleLog2}. */
  public static DoubleVector log2(DoubleVector x) {
    return DoubleLog2.log2(x);
  }

  /** Returns the binary logarithm; see {@link DoubleLog2}. */
  public static double log2(double x) {
    return DoubleLog2.log2(x);
  }

  /** Returns log(1 + x); see {@link DoubleLog1p}. */
  public static DoubleVector log1p(DoubleVector x) {
    return DoubleLog1p.log1p(x);
  }

  /** Returns log(1 + x); see {@link DoubleLog1p}. */
  public static double log1p(double x) {
    return DoubleLog1p.log1p(x);
  }

  /** Returns the hyperbolic tangent; see {@link DoubleTanh}. */
  public static DoubleVector tanh(DoubleVector x) {
    return DoubleTanh.tanh(x);
  }

  /** Returns the hyperbolic tangent; see {@link DoubleTanh}. */
  public static double tanh(double x) {
    return DoubleTanh.tanh(x);
  }

  /** Returns 1 / (1 + e^-x); see {@link DoubleLogistic}. */
  public static DoubleVector logistic(DoubleVector x) {
    return DoubleLogistic.logistic(x);
  }

  /** Returns 1 / (1 + e^-x); see {@link DoubleLogistic}. */
  public static double logistic(double x) {
    return DoubleLogistic.logistic(x);
  }
}
