package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Momentum with a trust ratio for each tensor, for large batches.
 *
 * <p>You et al. 2017, "Large Batch Training of Convolutional Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.lars(1e-2).trustCoefficient(1e-3);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which parameters decay; null for all
 * @param trustCoefficient a factor of the ratio
 * @param eps what is added to the norm of the update
 * @param trustRatioMask which parameters have a trust ratio; null for all
 * @param momentum the decay of the momentum
 * @param nesterov whether Nesterov's momentum is used
 */
public record Lars(
    Hyperparameter learningRate,
    Hyperparameter weightDecay,
    @Nullable Mask weightDecayMask,
    Hyperparameter trustCoefficient,
    Hyperparameter eps,
    @Nullable Mask trustRatioMask,
    Hyperparameter momentum,
    boolean nesterov)
    implements Recipe {
  Lars(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.0),
        null,
        Hyperparameter.of(1e-3),
        Hyperparameter.of(0.0),
        null,
        Hyperparameter.of(0.9),
        false);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Lars weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Lars weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Lars weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecayMask}: which parameters decay; null for all. */
  public Lars weightDecayMask(@Nullable Mask weightDecayMask) {
    return Components.with(this, "weightDecayMask", weightDecayMask);
  }

  /** These with another {@code trustCoefficient}: a factor of the ratio. */
  public Lars trustCoefficient(double trustCoefficient) {
    return Components.with(this, "trustCoefficient", trustCoefficient);
  }

  /** These with another {@code eps}: what is added to the norm of the update. */
  public Lars eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code trustRatioMask}: which parameters have a trust ratio; null for all.
   */
  public Lars trustRatioMask(@Nullable Mask trustRatioMask) {
    return Components.with(this, "trustRatioMask", trustRatioMask);
  }

  /** These with another {@code momentum}: the decay of the momentum. */
  public Lars momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Lars nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation ratio =
        new ScaleByTrustRatio(Hyperparameter.of(0), trustCoefficient, eps);
    return Combinators.chain(
        new AddDecayedWeights(weightDecay, weightDecayMask),
        trustRatioMask == null ? ratio : Combinators.masked(ratio, trustRatioMask),
        new ScaleByLearningRate(learningRate, true),
        new Trace(momentum, nesterov, null));
  }
}
