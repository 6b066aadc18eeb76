package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Brings each element into [-maxDelta, maxDelta].
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.clip(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param maxDelta the largest absolute value
 */
public record Clip(Hyperparameter maxDelta) implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Scalar maxDelta = Scalar.of("maxDelta", this.maxDelta);
    return new Updated<>(
        Leafwise.map(g -> g.clip(maxDelta.negated().tensor(), maxDelta.tensor()), updates), state);
  }
}
