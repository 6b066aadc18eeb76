package dev.covector.optim;

/**
 * Adagrad with memory for rows and columns only.
 *
 * <p>Anil et al. 2019, "Memory-Efficient Adaptive Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.sm3(0.5).momentum(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate
 * @param momentum the decay of the momentum
 */
public record Sm3(Hyperparameter learningRate, Hyperparameter momentum) implements Recipe {
  Sm3(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.9));
  }

  /** These with another {@code momentum}: the decay of the momentum. */
  public Sm3 momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleBySm3(momentum, Hyperparameter.of(1), Hyperparameter.of(1e-8)),
        new ScaleByLearningRate(learningRate, true));
  }
}
