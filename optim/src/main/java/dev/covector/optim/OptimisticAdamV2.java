package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Adam that expects the gradient to change as it did before.
 *
 * <p>Daskalakis et al. 2018, "Training GANs with Optimism".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.optimisticAdamV2(1e-2).alpha(1.0);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public record OptimisticAdamV2(
    Hyperparameter learningRate,
    Hyperparameter alpha,
    Hyperparameter beta,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements Recipe {
  OptimisticAdamV2(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(1.0),
        Hyperparameter.of(1.0),
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        true);
  }

  /** These with another {@code alpha}: the weight of the gradient. */
  public OptimisticAdamV2 alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code beta}: the weight of its change. */
  public OptimisticAdamV2 beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public OptimisticAdamV2 b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public OptimisticAdamV2 b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public OptimisticAdamV2 eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public OptimisticAdamV2 epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public OptimisticAdamV2 muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public OptimisticAdamV2 nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new ScaleByOptimisticGradient(alpha, beta),
        new ScaleByLearningRate(learningRate, true));
  }
}
