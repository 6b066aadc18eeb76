package dev.covector.optim;

/**
 * Adam with the infinity norm in place of squares.
 *
 * <p>Kingma & Ba 2015, section 7.1.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adamax(1e-2).b1(0.9);
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
public record Adamax(
    Hyperparameter learningRate, Hyperparameter b1, Hyperparameter b2, Hyperparameter eps)
    implements Recipe {
  Adamax(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.9), Hyperparameter.of(0.999), Hyperparameter.of(1e-8));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Adamax b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Adamax b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Adamax eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdamax(b1, b2, eps), new ScaleByLearningRate(learningRate, true));
  }
}
