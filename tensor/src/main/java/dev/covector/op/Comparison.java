package dev.covector.op;

import dev.covector.kernel.ScalarFn;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * A comparison of the elements of two tensors; the result is bool.
 *
 * @param fn EQ, NE, LT, LE, GT or GE
 */
public record Comparison(ScalarFn fn) implements BinaryElementwise {
  @Override
  public String name() {
    return fn.name().toLowerCase();
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    return List.of(Dual.constant(Trace.bind(this, in.get(0).primal(), in.get(1).primal())));
  }
}
