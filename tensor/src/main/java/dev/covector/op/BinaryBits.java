package dev.covector.op;

import dev.covector.kernel.ScalarFn;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * A function of the bits of two integers (logical ones of bool); no derivative.
 *
 * @param fn AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC or SHIFT_RIGHT_LOGICAL
 */
public record BinaryBits(ScalarFn fn) implements BinaryElementwise {
  @Override
  public String name() {
    return fn.name().toLowerCase();
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    return List.of(Dual.constant(Trace.bind(this, in.get(0).primal(), in.get(1).primal())));
  }
}
