package dev.covector.optim;

/**
 * Steps by the gradient over the root of the sum of all squares so far.
 *
 * <p>Duchi et al. 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adagrad(1e-2).initialAccumulator(0.1);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param initialAccumulator what the sum begins with
 * @param eps what keeps the denominator from 0, outside of the root
 */
public record Adagrad(
    Hyperparameter learningRate, Hyperparameter initialAccumulator, Hyperparameter eps)
    implements Recipe {
  Adagrad(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.1), Hyperparameter.of(1e-7));
  }

  /** These with another {@code initialAccumulator}: what the sum begins with. */
  public Adagrad initialAccumulator(double initialAccumulator) {
    return Components.with(this, "initialAccumulator", initialAccumulator);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Adagrad eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByRss(initialAccumulator, eps), new ScaleByLearningRate(learningRate, true));
  }
}
