package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The elementwise functions of {@code jnp}. */
final class ElementwiseFunctions {
  private final Map<String, CaseFunction> table = new HashMap<>();

  private ElementwiseFunctions() {}

  /** The functions by their name in the suites. */
  static Map<String, CaseFunction> table() {
    ElementwiseFunctions functions = new ElementwiseFunctions();
    functions.addUnary();
    functions.addBinary();
    return functions.table;
  }

  private void unary(String name, UnaryOperator<Tensor> function) {
    table.put("jnp." + name, x -> List.of(function.apply(x.tensor(0))));
  }

  private void binary(String name, BinaryOperator<Tensor> function) {
    table.put("jnp." + name, x -> List.of(function.apply(x.tensor(0), x.tensor(1))));
  }

  private void addUnary() {
    unary("negative", Numpy::negative);
    unary("positive", Numpy::positive);
  }

  private void addBinary() {
    binary("add", Numpy::add);
    binary("subtract", Numpy::subtract);
    binary("multiply", Numpy::multiply);
    binary("divide", Numpy::divide);
    binary("maximum", Numpy::maximum);
    binary("minimum", Numpy::minimum);
  }
}
