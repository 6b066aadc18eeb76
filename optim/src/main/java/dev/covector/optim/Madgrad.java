package dev.covector.optim;

import dev.covector.Tensor;

/**
 * Dual averaging with the cube root of the sum of squares.
 *
 * <p>Defazio & Jelassi 2021, "Adaptivity without Compromise: A Momentumized, Adaptive, Dual
 * Averaged Gradient Method".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.madgrad(1e-2).momentum(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum
 * @param weightDecay the strength of the weight decay
 * @param eps what is added to the rate and to the root
 */
public record Madgrad(
    Hyperparameter learningRate,
    Hyperparameter momentum,
    Hyperparameter weightDecay,
    Hyperparameter eps)
    implements Recipe {
  Madgrad(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.9), Hyperparameter.of(0.0), Hyperparameter.of(1e-6));
  }

  /** These with another {@code momentum}: the decay of the momentum. */
  public Madgrad momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Madgrad weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Madgrad weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Madgrad weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code eps}: what is added to the rate and to the root. */
  public Madgrad eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new AddDecayedWeights(weightDecay, null), new ScaleByMadgrad(learningRate, momentum, eps));
  }
}
