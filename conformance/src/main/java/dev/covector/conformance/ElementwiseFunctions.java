package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;

/** The elementwise arithmetic and mathematics of {@code jnp}. */
final class ElementwiseFunctions {
  private ElementwiseFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    addArithmetic(jnp);
    addRounding(jnp);
    addExponentials(jnp);
    addTrigonometry(jnp);
    addFloats(jnp);
    return jnp;
  }

  private static void addArithmetic(Bindings jnp) {
    jnp.unary("negative", Numpy::negative);
    jnp.unary("positive", Numpy::positive);
    jnp.unary("abs", Numpy::abs);
    jnp.unary("fabs", Numpy::fabs);
    jnp.unary("sign", Numpy::sign);
    jnp.unary("square", Numpy::square);
    jnp.unary("reciprocal", Numpy::reciprocal);
    jnp.binary("add", Numpy::add);
    jnp.binary("subtract", Numpy::subtract);
    jnp.binary("multiply", Numpy::multiply);
    jnp.binary("divide", Numpy::divide);
    jnp.binary("floor_divide", Numpy::floorDivide);
    jnp.binary("remainder", Numpy::remainder);
    jnp.binary("fmod", Numpy::fmod);
    jnp.binary("maximum", Numpy::maximum);
    jnp.binary("minimum", Numpy::minimum);
    jnp.binary("gcd", Numpy::gcd);
    jnp.binary("lcm", Numpy::lcm);
    jnp.one("power", ElementwiseFunctions::power);
    jnp.one("float_power", ElementwiseFunctions::floatPower);
  }

  // a number is a static exponent, which small integers make exact
  private static Tensor power(Arguments x) {
    return x.required(1, "x2", Object.class) instanceof Number exponent
        ? Numpy.power(x.tensor(0), exponent)
        : Numpy.power(x.tensor(0), x.tensor(1));
  }

  private static Tensor floatPower(Arguments x) {
    return x.required(1, "y", Object.class) instanceof Number exponent
        ? Numpy.floatPower(x.tensor(0), exponent)
        : Numpy.floatPower(x.tensor(0), x.tensor(1));
  }

  private static void addRounding(Bindings jnp) {
    jnp.unary("floor", Numpy::floor);
    jnp.unary("ceil", Numpy::ceil);
    jnp.unary("trunc", Numpy::trunc);
    jnp.unary("rint", Numpy::rint);
    jnp.binary("heaviside", Numpy::heaviside);
    jnp.one("clip", ElementwiseFunctions::clip);
  }

  private static Tensor clip(Arguments x) {
    Tensor clipped = x.tensor(0);
    if (x.optional(1, "min", Object.class).isPresent()) {
      clipped = Numpy.maximum(clipped, Tensor.of(x.required(1, "min", Object.class)));
    }
    if (x.optional(2, "max", Object.class).isPresent()) {
      clipped = Numpy.minimum(clipped, Tensor.of(x.required(2, "max", Object.class)));
    }
    return clipped;
  }

  private static void addExponentials(Bindings jnp) {
    jnp.unary("exp", Numpy::exp);
    jnp.unary("exp2", Numpy::exp2);
    jnp.unary("expm1", Numpy::expm1);
    jnp.unary("log", Numpy::log);
    jnp.unary("log1p", Numpy::log1p);
    jnp.unary("log2", Numpy::log2);
    jnp.unary("log10", Numpy::log10);
    jnp.unary("sqrt", Numpy::sqrt);
    jnp.unary("cbrt", Numpy::cbrt);
    jnp.binary("logaddexp", Numpy::logaddexp);
    jnp.binary("logaddexp2", Numpy::logaddexp2);
    jnp.binary("hypot", Numpy::hypot);
  }

  private static void addTrigonometry(Bindings jnp) {
    jnp.unary("sin", Numpy::sin);
    jnp.unary("cos", Numpy::cos);
    jnp.unary("tan", Numpy::tan);
    jnp.unary("arcsin", Numpy::arcsin);
    jnp.unary("arccos", Numpy::arccos);
    jnp.unary("arctan", Numpy::arctan);
    jnp.unary("sinh", Numpy::sinh);
    jnp.unary("cosh", Numpy::cosh);
    jnp.unary("tanh", Numpy::tanh);
    jnp.unary("arcsinh", Numpy::arcsinh);
    jnp.unary("arccosh", Numpy::arccosh);
    jnp.unary("arctanh", Numpy::arctanh);
    jnp.unary("sinc", Numpy::sinc);
    jnp.unary("deg2rad", Numpy::deg2rad);
    jnp.unary("rad2deg", Numpy::rad2deg);
    jnp.binary("arctan2", Numpy::arctan2);
  }

  private static void addFloats(Bindings jnp) {
    jnp.unary("isfinite", Numpy::isfinite);
    jnp.unary("isnan", Numpy::isnan);
    jnp.unary("isinf", Numpy::isinf);
    jnp.unary("signbit", Numpy::signbit);
    jnp.unary("nan_to_num", Numpy::nanToNum);
    jnp.binary("copysign", Numpy::copysign);
    jnp.binary("nextafter", Numpy::nextafter);
    jnp.binary("ldexp", Numpy::ldexp);
  }
}
