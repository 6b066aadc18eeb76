package dev.covector.optim;

/**
 * Adam whose average of squares follows by bounded steps.
 *
 * <p>Zaheer et al. 2018, "Adaptive Methods for Nonconvex Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.yogi(1e-2).b1(0.9);
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
 */
public record Yogi(
    Hyperparameter learningRate, Hyperparameter b1, Hyperparameter b2, Hyperparameter eps)
    implements Recipe {
  Yogi(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.9), Hyperparameter.of(0.999), Hyperparameter.of(1e-3));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Yogi b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Yogi b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Yogi eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByYogi(b1, b2, eps, Hyperparameter.of(0), Hyperparameter.of(1e-6)),
        new ScaleByLearningRate(learningRate, true));
  }
}
