package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Divides by the norm of all updates together.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.normalize(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record Normalize() implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Tensor norm = TreeMath.norm(updates);
    return new Updated<>(Leafwise.map(g -> g.div(norm), updates), state);
  }
}
