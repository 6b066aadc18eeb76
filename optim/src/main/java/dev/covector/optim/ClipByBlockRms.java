package dev.covector.optim;

import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Scales each tensor whose root mean square is above a threshold down to it.
 *
 * <p>Shazeer & Stern 2018, section 6.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.clipByBlockRms(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param threshold the largest root mean square
 */
public record ClipByBlockRms(Hyperparameter threshold) implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Scalar threshold = Scalar.of("threshold", this.threshold);
    P clipped =
        Leafwise.map(
            g -> g.div(Numpy.maximum(1.0, Squares.of(g).mean().sqrt().div(threshold.tensor()))),
            updates);
    return new Updated<>(clipped, state);
  }
}
