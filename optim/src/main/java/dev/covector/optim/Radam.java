package dev.covector.optim;

/**
 * Adam, rectified: momentum alone until squares can be trusted.
 *
 * <p>Liu et al. 2020, "On the Variance of the Adaptive Learning Rate and Beyond".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.radam(1e-2).b1(0.9);
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
 * @param threshold the length of the average from which squares are used
 * @param nesterov whether Nesterov's momentum is used
 */
public record Radam(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter threshold,
    boolean nesterov)
    implements Recipe {
  Radam(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        Hyperparameter.of(5.0),
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Radam b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Radam b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Radam eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Radam epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code threshold}: the length of the average from which squares are used.
   */
  public Radam threshold(double threshold) {
    return Components.with(this, "threshold", threshold);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Radam nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByRadam(b1, b2, eps, epsRoot, threshold, nesterov),
        new ScaleByLearningRate(learningRate, true));
  }
}
