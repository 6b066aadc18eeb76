package dev.covector.optim;

import dev.covector.Tensor;

/**
 * A hyperparameter that depends on a state of its own, such as a rate that follows the loss. It
 * needs {@link InjectHyperparams}, which keeps the state.
 *
 * <pre>{@code
 * record Follow() implements StatefulSchedule {
 *   public Object init() {
 *     return Tensor.of(0.1f);
 *   }
 *
 *   public Object update(Object rate, ExtraArgs extra) {
 *     Tensor before = (Tensor) rate;
 *     return extra.value().map(loss -> Numpy.minimum(before, loss)).orElse(before);
 *   }
 *
 *   public Tensor apply(Object rate, ExtraArgs extra) {
 *     return (Tensor) rate;
 *   }
 * }
 * InjectHyperparams tx =
 *     Optax.injectHyperparams(Optax.sgd(0.1)).set("learningRate", new Follow());
 * }</pre>
 */
public non-sealed interface StatefulSchedule extends Hyperparameter {
  /** The state before the first step: a tree of tensors. */
  Object init();

  /**
   * The state after a step.
   *
   * @param state the state before it
   * @param extra what the optimizer was given besides the gradients
   */
  Object update(Object state, ExtraArgs extra);

  /**
   * The value of a step, a scalar.
   *
   * @param state the state before it
   * @param extra what the optimizer was given besides the gradients; nothing when the optimizer is
   *     initialized
   */
  Tensor apply(Object state, ExtraArgs extra);
}
