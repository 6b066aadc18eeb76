package dev.covector.conformance;

import dev.covector.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The part of the table for one prefix, being filled. */
final class Bindings {
  private final String prefix;
  private final Map<String, CaseFunction> functions = new HashMap<>();

  /**
   * An empty part.
   *
   * @param prefix what stands before the dot
   */
  Bindings(String prefix) {
    this.prefix = prefix;
  }

  /** A function of one tensor and nothing else. */
  void unary(String name, UnaryOperator<Tensor> function) {
    one(name, x -> function.apply(x.tensor(0)));
  }

  /** A function of two tensors and nothing else. */
  void binary(String name, BinaryOperator<Tensor> function) {
    one(name, x -> function.apply(x.tensor(0), x.tensor(1)));
  }

  /** A function with one output. */
  void one(String name, Function<Arguments, Tensor> function) {
    many(name, x -> List.of(function.apply(x)));
  }

  /** A function with any number of outputs. */
  void many(String name, CaseFunction function) {
    if (functions.put(prefix + "." + name, function) != null) {
      throw new IllegalArgumentException(prefix + "." + name + " is bound twice");
    }
  }

  /** The functions by their name in the suites. */
  Map<String, CaseFunction> functions() {
    return Map.copyOf(functions);
  }
}
