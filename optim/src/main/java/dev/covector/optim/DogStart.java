package dev.covector.optim;

/**
 * What the first step of {@link Dog} is measured by.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.dog().start(DogStart.LEARNING_RATE).startValue(1e-3);
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public enum DogStart {
  /** The distance from the initial parameters that is assumed. */
  DISTANCE,
  /** The learning rate. */
  LEARNING_RATE,
  /** The distance relative to 1 + the norm of the initial parameters. */
  HEURISTIC
}
