package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Zeros in place of all updates. It reads none of the gradients, so what computes them falls away
 * from a compiled step.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.setToZero(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record SetToZero() implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    return new Updated<>(Moments.zeros(updates), state);
  }
}
