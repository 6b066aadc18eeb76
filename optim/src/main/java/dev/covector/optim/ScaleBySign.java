package dev.covector.optim;

import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * The sign of each element.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleBySign(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record ScaleBySign() implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    return new Updated<>(Leafwise.map(Numpy::sign, updates), state);
  }
}
