package dev.covector.optim;

/**
 * A step of its own for each weight, by the sign of the gradient alone; for full batches.
 *
 * <p>Riedmiller & Braun 1993, "A Direct Adaptive Method for Faster Backpropagation Learning: The
 * RPROP Algorithm".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.rprop(0.5).etaMinus(0.5);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the first size of the steps
 * @param etaMinus what a step shrinks by
 * @param etaPlus what a step grows by
 * @param minStepSize the smallest step
 * @param maxStepSize the largest step
 */
public record Rprop(
    Hyperparameter learningRate,
    Hyperparameter etaMinus,
    Hyperparameter etaPlus,
    Hyperparameter minStepSize,
    Hyperparameter maxStepSize)
    implements Recipe {
  Rprop(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.5),
        Hyperparameter.of(1.2),
        Hyperparameter.of(1e-6),
        Hyperparameter.of(50.0));
  }

  /** These with another {@code etaMinus}: what a step shrinks by. */
  public Rprop etaMinus(double etaMinus) {
    return Components.with(this, "etaMinus", etaMinus);
  }

  /** These with another {@code etaPlus}: what a step grows by. */
  public Rprop etaPlus(double etaPlus) {
    return Components.with(this, "etaPlus", etaPlus);
  }

  /** These with another {@code minStepSize}: the smallest step. */
  public Rprop minStepSize(double minStepSize) {
    return Components.with(this, "minStepSize", minStepSize);
  }

  /** These with another {@code maxStepSize}: the largest step. */
  public Rprop maxStepSize(double maxStepSize) {
    return Components.with(this, "maxStepSize", maxStepSize);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByRprop(learningRate, etaMinus, etaPlus, minStepSize, maxStepSize),
        new Scale(Hyperparameter.of(-1)));
  }
}
