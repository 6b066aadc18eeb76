package dev.covector.optim;

import dev.covector.Tensor;

/**
 * A hyperparameter that depends on the number of the step, from 0.
 *
 * <pre>{@code
 * Schedule halving = step -> Numpy.power(0.5, step).times(0.1);
 * GradientTransformation tx = Optax.sgd(halving);
 * float third = halving.at(2).toFloat(); // 0.025
 * }</pre>
 */
@FunctionalInterface
public non-sealed interface Schedule extends Hyperparameter {
  /**
   * The value.
   *
   * @param step the number of the step, an integer tensor: a scalar inside optimizers, of any shape
   *     when a schedule is evaluated for many steps at once
   */
  Tensor apply(Tensor step);

  /** The value at one step. */
  default Tensor at(int step) {
    return apply(Tensor.of(new int[] {step}).reshape());
  }
}
