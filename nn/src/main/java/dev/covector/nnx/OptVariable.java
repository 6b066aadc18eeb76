package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * The state of an optimizer.
 *
 * <pre>{@code
 * Linear model = new Linear(3, 2, new Rngs(0));
 * Optimizer<Linear> optimizer = new Optimizer<>(model, Optax.adam(1e-3), Param.class);
 * State moments = Nnx.state(optimizer, OptVariable.class);
 * }</pre>
 */
public class OptVariable extends Variable {
  /** A variable with its first value. */
  public OptVariable(Tensor value) {
    super(value);
  }
}
