package dev.covector.conformance;

import dev.covector.numpy.Numpy;

/** Comparisons, logic, bits and selection of {@code jnp}. */
final class LogicFunctions {
  private LogicFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    jnp.binary("equal", Numpy::equal);
    jnp.binary("not_equal", Numpy::notEqual);
    jnp.binary("less", Numpy::less);
    jnp.binary("less_equal", Numpy::lessEqual);
    jnp.binary("greater", Numpy::greater);
    jnp.binary("greater_equal", Numpy::greaterEqual);
    jnp.unary("logical_not", Numpy::logicalNot);
    jnp.binary("logical_and", Numpy::logicalAnd);
    jnp.binary("logical_or", Numpy::logicalOr);
    jnp.binary("logical_xor", Numpy::logicalXor);
    jnp.unary("bitwise_not", Numpy::bitwiseNot);
    jnp.unary("bitwise_count", Numpy::bitwiseCount);
    jnp.binary("bitwise_and", Numpy::bitwiseAnd);
    jnp.binary("bitwise_or", Numpy::bitwiseOr);
    jnp.binary("bitwise_xor", Numpy::bitwiseXor);
    jnp.binary("left_shift", Numpy::leftShift);
    jnp.binary("right_shift", Numpy::rightShift);
    jnp.one("where", x -> Numpy.where(x.tensor(0), x.tensor(1), x.tensor(2)));
    return jnp;
  }
}
