package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Multiplies by a number.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scale(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param stepSize the number
 */
public record Scale(Hyperparameter stepSize) implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Scalar stepSize = Scalar.of("stepSize", this.stepSize);
    return new Updated<>(Leafwise.map(stepSize::times, updates), state);
  }
}
