package dev.covector.simd.math;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * One unary function in its four forms. The reference serves f32: StrictMath, or the f64 form,
 * which {@link ReferenceTableTest} checks against correctly rounded values.
 */
record Case(
    String name,
    UnaryOperator<FloatVector> floatVector,
    FloatFunction floatScalar,
    UnaryOperator<DoubleVector> doubleVector,
    DoubleUnaryOperator doubleScalar,
    DoubleUnaryOperator reference) {
  static final List<Case> ALL =
      List.of(
          new Case(
              "exp",
              FloatMath::exp,
              FloatMath::exp,
              DoubleMath::exp,
              DoubleMath::exp,
              StrictMath::exp),
          new Case(
              "exp2",
              FloatMath::exp2,
              FloatMath::exp2,
              DoubleMath::exp2,
              DoubleMath::exp2,
              x -> StrictMath.pow(2, x)),
          new Case(
              "expm1",
              FloatMath::expm1,
              FloatMath::expm1,
              DoubleMath::expm1,
              DoubleMath::expm1,
              StrictMath::expm1),
          new Case(
              "log",
              FloatMath::log,
              FloatMath::log,
              DoubleMath::log,
              DoubleMath::log,
              StrictMath::log),
          new Case(
              "log2",
              FloatMath::log2,
              FloatMath::log2,
              DoubleMath::log2,
              DoubleMath::log2,
              DoubleMath::log2),
          new Case(
              "log1p",
              FloatMath::log1p,
              FloatMath::log1p,
              DoubleMath::log1p,
              DoubleMath::log1p,
              StrictMath::log1p),
          new Case(
              "tanh",
              FloatMath::tanh,
              FloatMath::tanh,
              DoubleMath::tanh,
              DoubleMath::tanh,
              StrictMath::tanh),
          new Case(
              "logistic",
              FloatMath::logistic,
              FloatMath::logistic,
              DoubleMath::logistic,
              DoubleMath::logistic,
              DoubleMath::logistic),
          new Case(
              "erf",
              FloatMath::erf,
              FloatMath::erf,
              DoubleMath::erf,
              DoubleMath::erf,
              DoubleMath::erf),
          new Case(
              "erfc",
              FloatMath::erfc,
              FloatMath::erfc,
              DoubleMath::erfc,
              DoubleMath::erfc,
              DoubleMath::erfc),
          new Case(
              "erfInv",
              FloatMath::erfInv,
              FloatMath::erfInv,
              DoubleMath::erfInv,
              DoubleMath::erfInv,
              DoubleMath::erfInv),
          new Case(
              "sin",
              FloatMath::sin,
              FloatMath::sin,
              DoubleMath::sin,
              DoubleMath::sin,
              StrictMath::sin),
          new Case(
              "cos",
              FloatMath::cos,
              FloatMath::cos,
              DoubleMath::cos,
              DoubleMath::cos,
              StrictMath::cos),
          new Case(
              "tan",
              FloatMath::tan,
              FloatMath::tan,
              DoubleMath::tan,
              DoubleMath::tan,
              StrictMath::tan),
          new Case(
              "asin",
              FloatMath::asin,
              FloatMath::asin,
              DoubleMath::asin,
              DoubleMath::asin,
              StrictMath::asin),
          new Case(
              "acos",
              FloatMath::acos,
              FloatMath::acos,
              DoubleMath::acos,
              DoubleMath::acos,
              StrictMath::acos),
          new Case(
              "atan",
              FloatMath::atan,
              FloatMath::atan,
              DoubleMath::atan,
              DoubleMath::atan,
              StrictMath::atan),
          new Case(
              "sinh",
              FloatMath::sinh,
              FloatMath::sinh,
              DoubleMath::sinh,
              DoubleMath::sinh,
              StrictMath::sinh),
          new Case(
              "cosh",
              FloatMath::cosh,
              FloatMath::cosh,
              DoubleMath::cosh,
              DoubleMath::cosh,
              StrictMath::cosh),
          new Case(
              "asinh",
              FloatMath::asinh,
              FloatMath::asinh,
              DoubleMath::asinh,
              DoubleMath::asinh,
              DoubleMath::asinh),
          new Case(
              "acosh",
              FloatMath::acosh,
              FloatMath::acosh,
              DoubleMath::acosh,
              DoubleMath::acosh,
              DoubleMath::acosh),
          new Case(
              "atanh",
              FloatMath::atanh,
              FloatMath::atanh,
              DoubleMath::atanh,
              DoubleMath::atanh,
              DoubleMath::atanh),
          new Case(
              "cbrt",
              FloatMath::cbrt,
              FloatMath::cbrt,
              DoubleMath::cbrt,
              DoubleMath::cbrt,
              StrictMath::cbrt),
          new Case(
              "lgamma",
              FloatMath::lgamma,
              FloatMath::lgamma,
              DoubleMath::lgamma,
              DoubleMath::lgamma,
              DoubleMath::lgamma),
          new Case(
              "digamma",
              FloatMath::digamma,
              FloatMath::digamma,
              DoubleMath::digamma,
              DoubleMath::digamma,
              DoubleMath::digamma));

  /** A scalar function of f32. */
  interface FloatFunction {
    float apply(float x);
  }

  static Case named(String name) {
    return ALL.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
