package dev.covector.optim;

import dev.covector.CovectorException;

/**
 * Gradients, state or parameters that do not fit a transformation, or options out of range.
 *
 * <pre>{@code
 * try {
 *   GradientTransformation tx = Optax.adamw(1e-3);
 *   tx.update(Numpy.ones(3), tx.init(Numpy.ones(3)));
 * } catch (OptimException e) {
 *   String remedy = e.getMessage(); // adamw needs the parameters: call update(grads, state, params)
 * }
 * }</pre>
 */
public final class OptimException extends CovectorException {
  private static final long serialVersionUID = 1L;

  OptimException(String message) {
    super(message);
  }

  /** The exception that update throws without parameters. */
  static OptimException missingParams(String op) {
    return new OptimException(op + " needs the parameters: call update(grads, state, params)");
  }
}
