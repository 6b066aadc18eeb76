package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Differentially private gradient descent.
 *
 * <p>Abadi et al. 2016, "Deep Learning with Differential Privacy".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.dpsgd(0.1, 1, 0.5, Random.key(0)).momentum(0.9);
 * OptState state = tx.init(Numpy.zeros(3));
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param l2NormClip the largest norm of an example's gradient
 * @param noiseMultiplier the deviation of the noise over that norm
 * @param key the random key
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 */
public record Dpsgd(
    Hyperparameter learningRate,
    Hyperparameter l2NormClip,
    Hyperparameter noiseMultiplier,
    Tensor key,
    @Nullable Hyperparameter momentum,
    boolean nesterov)
    implements Recipe {
  Dpsgd(
      Hyperparameter learningRate,
      Hyperparameter l2NormClip,
      Hyperparameter noiseMultiplier,
      Tensor key) {
    this(learningRate, l2NormClip, noiseMultiplier, key, null, false);
  }

  /** These with another {@code momentum}: the decay of the momentum; null for none. */
  public Dpsgd momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Dpsgd nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  // gradients have an axis that parameters have not
  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    return transformation().update(updates, state, params, extra);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new DifferentiallyPrivateAggregate(l2NormClip, noiseMultiplier, key),
        momentum == null ? new Identity() : new Trace(momentum, nesterov, null),
        new ScaleByLearningRate(learningRate, true));
  }
}
