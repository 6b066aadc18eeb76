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

  /** Returns the error function; see {@link DoubleErf}. */
  public static DoubleVector erf(DoubleVector x) {
    return DoubleErf.erf(x);
  }

  /** Returns the error function; see {@link DoubleErf}. */
  public static double erf(double x) {
    return DoubleErf.erf(x);
  }

  /** Returns the complementary error function; see {@link DoubleErfc}. */
  public static DoubleVector erfc(DoubleVector x) {
    return DoubleErfc.erfc(x);
  }

  /** Returns the complementary error function; see {@link DoubleErfc}. */
  public static double erfc(double x) {
    return DoubleErfc.erfc(x);
  }

  /** Returns the inverse of the error function; see {@link DoubleErfInv}. */
  public static DoubleVector erfInv(DoubleVector x) {
    return DoubleErfInv.erfInv(x);
  }

  /** Returns the inverse of the error function; see {@link DoubleErfInv}. */
  public static double erfInv(double x) {
    return DoubleErfInv.erfInv(x);
  }

  /** Returns the sine; see {@link DoubleSin}. */
  public static DoubleVector sin(DoubleVector x) {
    return DoubleSin.sin(x);
  }

  /** Returns the sine; see {@link DoubleSin}. */
  public static double sin(double x) {
    return DoubleSin.sin(x);
  }

  /** Returns the cosine; see {@link DoubleCos}. */
  public static DoubleVector cos(DoubleVector x) {
    return DoubleCos.cos(x);
  }

  /** Returns the cosine; see {@link DoubleCos}. */
  public static double cos(double x) {
    return DoubleCos.cos(x);
  }

  /** Returns the tangent; see {@link DoubleTan}. */
  public static DoubleVector tan(DoubleVector x) {
    return DoubleTan.tan(x);
  }

  /** Returns the tangent; see {@link DoubleTan}. */
  public static double tan(double x) {
    return DoubleTan.tan(x);
  }

  /** Returns the arc sine; see {@link DoubleAsin}. */
  public static DoubleVector asin(DoubleVector x) {
    return DoubleAsin.asin(x);
  }

  /** Returns the arc sine; see {@link DoubleAsin}. */
  public static double asin(double x) {
    return DoubleAsin.asin(x);
  }

  /** Returns the arc cosine; see {@link DoubleAcos}. */
  public static DoubleVector acos(DoubleVector x) {
    return DoubleAcos.acos(x);
  }

  /** Returns the arc cosine; see {@link DoubleAcos}. */
  public static double acos(double x) {
    return DoubleAcos.acos(x);
  }

  /** Returns the arc tangent; see {@link DoubleAtan}. */
  public static DoubleVector atan(DoubleVector x) {
    return DoubleAtan.atan(x);
  }

  /** Returns the arc tangent; see {@link DoubleAtan}. */
  public static double atan(double x) {
    return DoubleAtan.atan(x);
  }

  /** Returns the angle of the point (x, y); see {@link DoubleAtan2}. */
  public static DoubleVector atan2(DoubleVector y, DoubleVector x) {
    return DoubleAtan2.atan2(y, x);
  }

  /** Returns the angle of the point (x, y); see {@link DoubleAtan2}. */
  public static double atan2(double y, double x) {
    return DoubleAtan2.atan2(y, x);
  }

  /** Returns the hyperbolic sine; see {@link DoubleSinh}. */
  public static DoubleVector sinh(DoubleVector x) {
    return DoubleSinh.sinh(x);
  }

  /** Returns the hyperbolic sine; see {@link DoubleSinh}. */
  public static double sinh(double x) {
    return DoubleSinh.sinh(x);
  }

  /** Returns the hyperbolic cosine; see {@link DoubleCosh}. */
  public static DoubleVector cosh(DoubleVector x) {
    return DoubleCosh.cosh(x);
  }

  /** Returns the hyperbolic cosine; see {@link DoubleCosh}. */
  public static double cosh(double x) {
    return DoubleCosh.cosh(x);
  }

  /** Returns the inverse hyperbolic sine; see {@link DoubleAsinh}. */
  public static DoubleVector asinh(DoubleVector x) {
    return DoubleAsinh.asinh(x);
  }

  /** Returns the inverse hyperbolic sine; see {@link DoubleAsinh}. */
  public static double asinh(double x) {
    return DoubleAsinh.asinh(x);
  }

  /** Returns the inverse hyperbolic cosine; see {@link DoubleAcosh}. */
  public static DoubleVector acosh(DoubleVector x) {
    return DoubleAcosh.acosh(x);
  }

  /** Returns the inverse hyperbolic cosine; see {@link DoubleAcosh}. */
  public static double acosh(double x) {
    return DoubleAcosh.acosh(x);
  }

  /** Returns the inverse hyperbolic tangent; see {@link DoubleAtanh}. */
  public static DoubleVector atanh(DoubleVector x) {
    return DoubleAtanh.atanh(x);
  }

  /** Returns the inverse hyperbolic tangent; see {@link DoubleAtanh}. */
  public static double atanh(double x) {
    return DoubleAtanh.atanh(x);
  }

  /** Returns the cube root; see {@link DoubleCbrt}. */
  public static DoubleVector cbrt(DoubleVector x) {
    return DoubleCbrt.cbrt(x);
  }

  /** Returns the cube root; see {@link DoubleCbrt}. */
  public static double cbrt(double x) {
    return DoubleCbrt.cbrt(x);
  }

  /** Returns x to the power y; see {@link DoublePow}. */
  public static DoubleVector pow(DoubleVector x, DoubleVector y) {
    return DoublePow.pow(x, y);
  }

  /** Returns x to the power y; see {@link DoublePow}. */
  public static double pow(double x, double y) {
    return DoublePow.pow(x, y);
  }

  /** Returns the logarithm of |gamma(x)|; see {@link DoubleLgamma}. */
  public static DoubleVector lgamma(DoubleVector x) {
    return DoubleLgamma.lgamma(x);
  }

  /** Returns the logarithm of |gamma(x)|; see {@link DoubleLgamma}. */
  public static double lgamma(double x) {
    return DoubleLgamma.lgamma(x);
  }

  /** Returns the logarithmic derivative of gamma; see {@link DoubleDigamma}. */
  public static DoubleVector digamma(DoubleVector x) {
    return DoubleDigamma.digamma(x);
  }

  /** Returns the logarithmic derivative of gamma; see {@link DoubleDigamma}. */
  public static double digamma(double x) {
    return DoubleDigamma.digamma(x);
  }
}
