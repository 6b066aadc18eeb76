package dev.covector.conformance;

import dev.covector.Tensor;
import java.util.List;

/** The code behind one {@code fn} of the suites. */
@FunctionalInterface
interface CaseFunction {
  /**
   * The outputs, flattened as JAX flattens them.
   *
   * @throws NotBuiltException when the function is not built for such arguments
   */
  List<Tensor> apply(Arguments arguments);
}
