package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Adam: steps by the average of gradients over the root of the average of their squares.
 *
 * <p>Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adam(1e-2).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public record Adam(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements Recipe {
  Adam(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Adam b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Adam b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Adam eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Adam epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public Adam muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Adam nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new ScaleByLearningRate(learningRate, true));
  }
}
