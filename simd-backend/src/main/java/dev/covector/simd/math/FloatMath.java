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

  /** Returns e^x, or 0 where that is subnormal; see {@link FloatExp}. */
  public static FloatVector expFlushed(FloatVector x) {
    return FloatExp.expFlushed(x);
  }

  /** Returns e^x, or 0 where that is subnormal; see {@link FloatExp}. */
  public static float expFlushed(float x) {
    return FloatExp.expFlushed(x);
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

  /** Returns 1 / (1 + e^-x), or 0 where that is subnormal; see {@link FloatLogistic}. */
  public static FloatVector logisticFlushed(FloatVector x) {
    return FloatLogistic.logisticFlushed(x);
  }

  /** Returns 1 / (1 + e^-x), or 0 where that is subnormal; see {@link FloatLogistic}. */
  public static float logisticFlushed(float x) {
    return FloatLogistic.logisticFlushed(x);
  }

  /** Returns the error function; see {@link FloatErf}. */
  public static FloatVector erf(FloatVector x) {
    return FloatErf.erf(x);
  }

  /** Returns the error function; see {@link FloatErf}. */
  public static float erf(float x) {
    return FloatErf.erf(x);
  }

  /** Returns the complementary error function; see {@link FloatErfc}. */
  public static FloatVector erfc(FloatVector x) {
    return FloatErfc.erfc(x);
  }

  /** Returns the complementary error function; see {@link FloatErfc}. */
  public static float erfc(float x) {
    return FloatErfc.erfc(x);
  }

  /** Returns the inverse of the error function; see {@link FloatErfInv}. */
  public static FloatVector erfInv(FloatVector x) {
    return FloatErfInv.erfInv(x);
  }

  /** Returns the inverse of the error function; see {@link FloatErfInv}. */
  public static float erfInv(float x) {
    return FloatErfInv.erfInv(x);
  }

  /** Returns the sine; see {@link FloatSin}. */
  public static FloatVector sin(FloatVector x) {
    return FloatSin.sin(x);
  }

  /** Returns the sine; see {@link FloatSin}. */
  public static float sin(float x) {
    return FloatSin.sin(x);
  }

  /** Returns the cosine; see {@link FloatCos}. */
  public static FloatVector cos(FloatVector x) {
    return FloatCos.cos(x);
  }

  /** Returns the cosine; see {@link FloatCos}. */
  public static float cos(float x) {
    return FloatCos.cos(x);
  }

  /** Returns the tangent; see {@link FloatTan}. */
  public static FloatVector tan(FloatVector x) {
    return FloatTan.tan(x);
  }

  /** Returns the tangent; see {@link FloatTan}. */
  public static float tan(float x) {
    return FloatTan.tan(x);
  }

  /** Returns the arc sine; see {@link FloatAsin}. */
  public static FloatVector asin(FloatVector x) {
    return FloatAsin.asin(x);
  }

  /** Returns the arc sine; see {@link FloatAsin}. */
  public static float asin(float x) {
    return FloatAsin.asin(x);
  }

  /** Returns the arc cosine; see {@link FloatAcos}. */
  public static FloatVector acos(FloatVector x) {
    return FloatAcos.acos(x);
  }

  /** Returns the arc cosine; see {@link FloatAcos}. */
  public static float acos(float x) {
    return FloatAcos.acos(x);
  }

  /** Returns the arc tangent; see {@link FloatAtan}. */
  public static FloatVector atan(FloatVector x) {
    return FloatAtan.atan(x);
  }

  /** Returns the arc tangent; see {@link FloatAtan}. */
  public static float atan(float x) {
    return FloatAtan.atan(x);
  }

  /** Returns the angle of the point (x, y); see {@link FloatAtan2}. */
  public static FloatVector atan2(FloatVector y, FloatVector x) {
    return FloatAtan2.atan2(y, x);
  }

  /** Returns the angle of the point (x, y); see {@link FloatAtan2}. */
  public static float atan2(float y, float x) {
    return FloatAtan2.atan2(y, x);
  }

  /** Returns the hyperbolic sine; see {@link FloatSinh}. */
  public static FloatVector sinh(FloatVector x) {
    return FloatSinh.sinh(x);
  }

  /** Returns the hyperbolic sine; see {@link FloatSinh}. */
  public static float sinh(float x) {
    return FloatSinh.sinh(x);
  }

  /** Returns the hyperbolic cosine; see {@link FloatCosh}. */
  public static FloatVector cosh(FloatVector x) {
    return FloatCosh.cosh(x);
  }

  /** Returns the hyperbolic cosine; see {@link FloatCosh}. */
  public static float cosh(float x) {
    return FloatCosh.cosh(x);
  }

  /** Returns the inverse hyperbolic sine; see {@link FloatAsinh}. */
  public static FloatVector asinh(FloatVector x) {
    return FloatAsinh.asinh(x);
  }

  /** Returns the inverse hyperbolic sine; see {@link FloatAsinh}. */
  public static float asinh(float x) {
    return FloatAsinh.asinh(x);
  }

  /** Returns the inverse hyperbolic cosine; see {@link FloatAcosh}. */
  public static FloatVector acosh(FloatVector x) {
    return FloatAcosh.acosh(x);
  }

  /** Returns the inverse hyperbolic cosine; see {@link FloatAcosh}. */
  public static float acosh(float x) {
    return FloatAcosh.acosh(x);
  }

  /** Returns the inverse hyperbolic tangent; see {@link FloatAtanh}. */
  public static FloatVector atanh(FloatVector x) {
    return FloatAtanh.atanh(x);
  }

  /** Returns the inverse hyperbolic tangent; see {@link FloatAtanh}. */
  public static float atanh(float x) {
    return FloatAtanh.atanh(x);
  }

  /** Returns the cube root; see {@link FloatCbrt}. */
  public static FloatVector cbrt(FloatVector x) {
    return FloatCbrt.cbrt(x);
  }

  /** Returns the cube root; see {@link FloatCbrt}. */
  public static float cbrt(float x) {
    return FloatCbrt.cbrt(x);
  }

  /** Returns x to the power y; see {@link FloatPow}. */
  public static FloatVector pow(FloatVector x, FloatVector y) {
    return FloatPow.pow(x, y);
  }

  /** Returns x to the power y; see {@link FloatPow}. */
  public static float pow(float x, float y) {
    return FloatPow.pow(x, y);
  }

  /** Returns the logarithm of |gamma(x)|; see {@link FloatLgamma}. */
  public static FloatVector lgamma(FloatVector x) {
    return FloatLgamma.lgamma(x);
  }

  /** Returns the logarithm of |gamma(x)|; see {@link FloatLgamma}. */
  public static float lgamma(float x) {
    return FloatLgamma.lgamma(x);
  }

  /** Returns the logarithmic derivative of gamma; see {@link FloatDigamma}. */
  public static FloatVector digamma(FloatVector x) {
    return FloatDigamma.digamma(x);
  }

  /** Returns the logarithmic derivative of gamma; see {@link FloatDigamma}. */
  public static float digamma(float x) {
    return FloatDigamma.digamma(x);
  }
}
