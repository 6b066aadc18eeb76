package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import org.jspecify.annotations.Nullable;

/** Functions of the bits of integers (logical ones of bool); no derivative. */
public sealed interface Bits extends UnaryElementwise {

  /** All bits flipped; logical negation of bool. */
  record Not() implements Bits {
    @Override
    public ScalarFn fn() {
      return ScalarFn.NOT;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** The number of bits set. */
  record PopulationCount() implements Bits {
    @Override
    public ScalarFn fn() {
      return ScalarFn.POPULATION_COUNT;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** The number of zero bits before the first one. */
  record CountLeadingZeros() implements Bits {
    @Override
    public ScalarFn fn() {
      return ScalarFn.COUNT_LEADING_ZEROS;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }
}
