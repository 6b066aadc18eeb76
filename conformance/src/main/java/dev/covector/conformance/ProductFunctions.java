package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;

/** Products of vectors and matrices of {@code jnp}. */
final class ProductFunctions {
  private ProductFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    jnp.binary("matmul", Numpy::matmul);
    jnp.binary("dot", Numpy::dot);
    jnp.binary("inner", Numpy::inner);
    jnp.binary("outer", Numpy::outer);
    jnp.binary("vdot", Numpy::vdot);
    jnp.binary("kron", Numpy::kron);
    jnp.binary("cross", Numpy::cross);
    jnp.one("tensordot", ProductFunctions::tensordot);
    jnp.one("einsum", ProductFunctions::einsum);
    return jnp;
  }

  // axes: a number of axes, or a list of axes of each operand
  private static Tensor tensordot(Arguments x) {
    Object axes = x.optional(2, "axes", Object.class).orElse(2L);
    return axes instanceof List<?> pair
        ? Numpy.tensordot(
            x.tensor(0),
            x.tensor(1),
            Arguments.integers("axes", pair.get(0)),
            Arguments.integers("axes", pair.get(1)))
        : Numpy.tensordot(x.tensor(0), x.tensor(1), x.integer(2, "axes", 2));
  }

  private static Tensor einsum(Arguments x) {
    Tensor[] operands = new Tensor[x.size() - 1];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = x.tensor(i + 1);
    }
    return Numpy.einsum(x.required(0, "subscripts", String.class), operands);
  }
}
