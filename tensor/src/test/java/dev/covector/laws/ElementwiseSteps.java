package dev.covector.laws;

import static dev.covector.lax.Lax.fullLike;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Functions of elements that are finite for all operands and do not grow fast. */
final class ElementwiseSteps {
  private ElementwiseSteps() {}

  record Unary(String name, UnaryOperator<Tensor> function) {}

  record Binary(String name, BinaryOperator<Tensor> function) {}

  private static Tensor positive(Tensor x) {
    return Lax.add(Lax.logistic(x), fullLike(x, 0.5));
  }

  private static Tensor inside(Tensor x) {
    return Lax.mul(Lax.tanh(x), fullLike(x, 0.9));
  }

  static final List<Unary> UNARY =
      List.of(
          new Unary("neg", Lax::neg),
          new Unary("abs", Lax::abs),
          new Unary("sin", Lax::sin),
          new Unary("cos", Lax::cos),
          new Unary("tan", x -> Lax.tan(inside(x))),
          new Unary("asin", x -> Lax.asin(inside(x))),
          new Unary("acos", x -> Lax.acos(inside(x))),
          new Unary("atan", Lax::atan),
          new Unary("sinh", x -> Lax.sinh(inside(x))),
          new Unary("cosh", x -> Lax.cosh(inside(x))),
          new Unary("tanh", Lax::tanh),
          new Unary("asinh", Lax::asinh),
          new Unary("acosh", x -> Lax.acosh(Lax.add(positive(x), fullLike(x, 1)))),
          new Unary("atanh", x -> Lax.atanh(inside(x))),
          new Unary("exp", x -> Lax.exp(inside(x))),
          new Unary("exp2", x -> Lax.exp2(inside(x))),
          new Unary("expm1", x -> Lax.expm1(inside(x))),
          new Unary("log", x -> Lax.log(positive(x))),
          new Unary("log1p", x -> Lax.log1p(Lax.square(x))),
          new Unary("logistic", Lax::logistic),
          new Unary("sqrt", x -> Lax.sqrt(positive(x))),
          new Unary("rsqrt", x -> Lax.rsqrt(positive(x))),
          new Unary("cbrt", x -> Lax.cbrt(positive(x))),
          new Unary("erf", Lax::erf),
          new Unary("erfc", Lax::erfc),
          new Unary("erf_inv", x -> Lax.erfInv(inside(x))),
          new Unary("square", x -> Lax.square(inside(x))),
          new Unary("sign", x -> Lax.mul(x, Lax.sign(x))),
          new Unary("floor", x -> Lax.sub(x, Lax.floor(x))),
          new Unary(
              "convert",
              x ->
                  Lax.mul(
                      x,
                      Lax.convert(Lax.convert(Lax.mul(x, fullLike(x, 2)), DType.I32), DType.F64))),
          new Unary("clamp", x -> Lax.clamp(fullLike(x, -0.7), x, fullLike(x, 1.1))),
          new Unary("power_of_integer", x -> Numpy.power(inside(x), 3)),
          new Unary("weak_number", x -> x.times(0.5).plus(1)));

  static final List<Binary> BINARY =
      List.of(
          new Binary("add", Numpy::add),
          new Binary("sub", Numpy::subtract),
          new Binary("mul", (x, y) -> Numpy.multiply(Lax.tanh(x), y)),
          new Binary("div", (x, y) -> Numpy.divide(x, positive(y))),
          new Binary("max", Numpy::maximum),
          new Binary("min", Numpy::minimum),
          new Binary("atan2", (x, y) -> Numpy.arctan2(x, positive(y))),
          new Binary("pow", (x, y) -> Numpy.power(positive(x), Lax.tanh(y))),
          new Binary("rem", (x, y) -> Numpy.fmod(x, positive(y))),
          new Binary("logaddexp", Numpy::logaddexp),
          new Binary("hypot", (x, y) -> Numpy.hypot(positive(x), y)),
          new Binary("where", (x, y) -> Numpy.where(Numpy.greater(x, y), Lax.sin(x), y)));
}
