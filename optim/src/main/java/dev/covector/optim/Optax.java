package dev.covector.optim;

/**
 * Optimizers, the transformations and schedules they are made of, and losses. Use {@code import
 * static dev.covector.optim.Optax.*}.
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.chain(Optax.clipByGlobalNorm(1), Optax.adamw(Optax.cosineDecaySchedule(1e-3, 1000)));
 * Map<String, Tensor> params = Map.of("w", Numpy.ones(2, 3), "b", Numpy.zeros(3));
 * OptState state = tx.init(params);
 * }</pre>
 */
public final class Optax extends Optimizers {
  private Optax() {}
}
