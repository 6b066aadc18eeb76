package dev.covector.optim;

/**
 * Gradient descent that expects the gradient to change as it did before, for games.
 *
 * <p>Mokhtari et al. 2019, "A Unified Analysis of Extra-gradient and Optimistic Gradient Methods
 * for Saddle Point Problems".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.optimisticGradientDescent(1e-2).alpha(1.0);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 */
public record OptimisticGradientDescent(
    Hyperparameter learningRate, Hyperparameter alpha, Hyperparameter beta) implements Recipe {
  OptimisticGradientDescent(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(1.0), Hyperparameter.of(1.0));
  }

  /** These with another {@code alpha}: the weight of the gradient. */
  public OptimisticGradientDescent alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code beta}: the weight of its change. */
  public OptimisticGradientDescent beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByOptimisticGradient(alpha, beta), new ScaleByLearningRate(learningRate, true));
  }
}
