package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Leaves updates as they are.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.identity(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record Identity() implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    return new Updated<>(updates, state);
  }
}
