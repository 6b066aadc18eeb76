package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Divides by the norm of all updates together.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.normalizeByUpdateNorm().scaleFactor(1.0), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param scaleFactor the norm of the result
 * @param eps what is added to the norm
 */
public record NormalizeByUpdateNorm(Hyperparameter scaleFactor, Hyperparameter eps)
    implements GradientTransformation {

  NormalizeByUpdateNorm() {
    this(Hyperparameter.of(1.0), Hyperparameter.of(1e-6));
  }

  /** These with another {@code scaleFactor}: the norm of the result. */
  public NormalizeByUpdateNorm scaleFactor(double scaleFactor) {
    return Components.with(this, "scaleFactor", scaleFactor);
  }

  /** These with another {@code eps}: what is added to the norm. */
  public NormalizeByUpdateNorm eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Scalar scaleFactor = Scalar.of("scaleFactor", this.scaleFactor);
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor norm = TreeMath.norm(updates).plus(eps.tensor()).div(scaleFactor.tensor());
    return new Updated<>(Leafwise.map(g -> g.div(norm), updates), state);
  }
}
