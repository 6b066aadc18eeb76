package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies each update by the norm of its parameter over its own norm.
 *
 * <p>You et al. 2020, "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByTrustRatio().minNorm(0.0), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param minNorm the least norm
 * @param trustCoefficient a factor of the ratio
 * @param eps what is added to the norm of the update
 */
public record ScaleByTrustRatio(
    Hyperparameter minNorm, Hyperparameter trustCoefficient, Hyperparameter eps)
    implements GradientTransformation {

  ScaleByTrustRatio() {
    this(Hyperparameter.of(0.0), Hyperparameter.of(1.0), Hyperparameter.of(0.0));
  }

  /** These with another {@code minNorm}: the least norm. */
  public ScaleByTrustRatio minNorm(double minNorm) {
    return Components.with(this, "minNorm", minNorm);
  }

  /** These with another {@code trustCoefficient}: a factor of the ratio. */
  public ScaleByTrustRatio trustCoefficient(double trustCoefficient) {
    return Components.with(this, "trustCoefficient", trustCoefficient);
  }

  /** These with another {@code eps}: what is added to the norm of the update. */
  public ScaleByTrustRatio eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_trust_ratio");
    }
    Agreement.check("scale_by_trust_ratio", updates, params);
    Scalar minNorm = Scalar.of("minNorm", this.minNorm);
    Scalar trustCoefficient = Scalar.of("trustCoefficient", this.trustCoefficient);
    Scalar eps = Scalar.of("eps", this.eps);
    P scaled =
        Leafwise.map(
            (g, p) -> {
              Tensor size = Norms.safe(p, minNorm.tensor());
              Tensor step = Norms.safe(g, minNorm.tensor());
              Tensor ratio = trustCoefficient.times(size).div(step.plus(eps.tensor()));
              Tensor isZero = Numpy.logicalOr(size.eq(0), step.eq(0));
              return g.times(Numpy.where(isZero, Lax.fullLike(ratio, 1), ratio));
            },
            updates,
            params);
    return new Updated<>(scaled, state);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
