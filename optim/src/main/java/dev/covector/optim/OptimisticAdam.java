package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Adam that expects the gradient to change as it did before; the first version, whose learning rate
 * is the weight of the gradient.
 *
 * <p>Daskalakis et al. 2018, "Training GANs with Optimism".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.optimisticAdam(0.5).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate
 * @param optimism the weight of the change; null for the rate
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public record OptimisticAdam(
    Hyperparameter learningRate,
    @Nullable Hyperparameter optimism,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements Recipe {
  OptimisticAdam(Hyperparameter learningRate) {
    this(
        learningRate,
        null,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        true);
  }

  /** These with another {@code optimism}: the weight of the change; null for the rate. */
  public OptimisticAdam optimism(double optimism) {
    return Components.with(this, "optimism", optimism);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public OptimisticAdam b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public OptimisticAdam b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public OptimisticAdam eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public OptimisticAdam epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public OptimisticAdam muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public OptimisticAdam nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new ScaleByOptimisticGradient(learningRate, optimism == null ? learningRate : optimism),
        new Scale(Hyperparameter.of(-1)));
  }
}
