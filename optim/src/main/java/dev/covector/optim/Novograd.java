package dev.covector.optim;

/**
 * Momentum of gradients that are each normalized by the average of their norm.
 *
 * <p>Ginsburg et al. 2019, "Stochastic Gradient Methods with Layer-wise Adaptive Moments for
 * Training of Deep Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.novograd(1e-2).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squared norms
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 */
public record Novograd(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter weightDecay)
    implements Recipe {
  Novograd(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.25),
        Hyperparameter.of(1e-6),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Novograd b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squared norms. */
  public Novograd b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Novograd eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Novograd epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Novograd weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByNovograd(b1, b2, eps, epsRoot, weightDecay, null),
        new ScaleByLearningRate(learningRate, true));
  }
}
