package dev.covector.optim;

/**
 * Adam with the deviation of gradients from their average in place of squares.
 *
 * <p>Zhuang et al. 2020, "AdaBelief Optimizer".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adabelief(1e-2).b1(0.9);
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
 * @param nesterov whether Nesterov's momentum is used
 */
public record Adabelief(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    boolean nesterov)
    implements Recipe {
  Adabelief(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-16),
        Hyperparameter.of(1e-16),
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Adabelief b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Adabelief b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Adabelief eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Adabelief epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Adabelief nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByBelief(b1, b2, eps, epsRoot, nesterov),
        new ScaleByLearningRate(learningRate, true));
  }
}
