package dev.covector.optim;

/**
 * How {@link ScaleByLion} makes a sign of a mean of gradients.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByLion().mode(LionMode.SMOOTH), Optax.scale(-1e-3));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public enum LionMode {
  /** -1, 0 or 1. */
  HARD,
  /** The hyperbolic tangent. */
  SMOOTH,
  /** The mean itself between -1 and 1, else the sign. */
  REFINED
}
