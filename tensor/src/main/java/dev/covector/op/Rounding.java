package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import org.jspecify.annotations.Nullable;

/** Rounding to integers; the derivative is zero everywhere. */
public sealed interface Rounding extends UnaryElementwise {

  /** The largest integer not above x. */
  record Floor() implements Rounding {
    @Override
    public ScalarFn fn() {
      return ScalarFn.FLOOR;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** The smallest integer not below x. */
  record Ceil() implements Rounding {
    @Override
    public ScalarFn fn() {
      return ScalarFn.CEIL;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** The nearest integer, ties to even. */
  record RoundEven() implements Rounding {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ROUND_EVEN;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** The nearest integer, ties away from zero. */
  record RoundAway() implements Rounding {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ROUND_AWAY;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** Whether x is neither infinite nor NaN. */
  record IsFinite() implements Rounding {
    @Override
    public ScalarFn fn() {
      return ScalarFn.IS_FINITE;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }
}
