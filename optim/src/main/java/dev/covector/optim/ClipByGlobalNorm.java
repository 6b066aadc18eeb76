package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Scales all updates down together when their norm is above a bound.
 *
 * <p>Pascanu et al. 2012, "On the Difficulty of Training Recurrent Neural Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.clipByGlobalNorm(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param maxNorm the largest norm
 */
public record ClipByGlobalNorm(Hyperparameter maxNorm) implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Scalar maxNorm = Scalar.of("maxNorm", this.maxNorm);
    Tensor norm = TreeMath.norm(updates);
    Tensor isSmall = norm.lt(maxNorm.tensor());
    P clipped =
        Leafwise.map(
            g -> Numpy.where(isSmall, g, g.div(norm.astype(g.dtype())).times(maxNorm.tensor())),
            updates);
    return new Updated<>(clipped, state);
  }
}
