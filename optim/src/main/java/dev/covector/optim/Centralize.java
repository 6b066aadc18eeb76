package dev.covector.optim;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Subtracts from each gradient with several axes its mean over all but the first.
 *
 * <p>Yong et al. 2020, "Gradient Centralization: A New Optimization Technique for Deep Neural
 * Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.centralize(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record Centralize() implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    P centered =
        Leafwise.map(
            g -> g.rank() < 2 ? g : g.minus(g.mean(IntStream.range(1, g.rank()).toArray(), true)),
            updates);
    return new Updated<>(centered, state);
  }
}
