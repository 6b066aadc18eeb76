package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Leaf;

/**
 * A number that an optimizer is made with: a constant, a scalar tensor (so that it can change
 * without another compilation), or, for learning rates and what says so, a {@link Schedule}; in
 * {@link InjectHyperparams} a {@link StatefulSchedule} too.
 *
 * <pre>{@code
 * Hyperparameter fixed = Hyperparameter.of(0.1);
 * Hyperparameter given = Hyperparameter.of(Tensor.of(0.1f));
 * Hyperparameter falling = Optax.exponentialDecay(0.1, 100, 0.5);
 * }</pre>
 */
public sealed interface Hyperparameter extends Leaf
    permits Hyperparameter.Constant, Hyperparameter.Given, Schedule, StatefulSchedule {
  /** A constant. */
  static Hyperparameter of(double value) {
    return new Constant(value);
  }

  /** A scalar tensor. */
  static Hyperparameter of(Tensor value) {
    if (value.rank() != 0) {
      throw new OptimException(
          "a hyperparameter is " + value.type() + "; it must be a scalar tensor");
    }
    return new Given(value);
  }

  /**
   * A number that is known when the optimizer is made.
   *
   * @param value the number
   */
  record Constant(double value) implements Hyperparameter {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /**
   * A number in a tensor.
   *
   * @param value a scalar
   */
  record Given(Tensor value) implements Hyperparameter {
    @Override
    public String toString() {
      return value.toString();
    }
  }
}
