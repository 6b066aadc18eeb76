package dev.covector.optim;

import dev.covector.Tensor;

/**
 * Gradient descent with Polyak's step, from the loss: {@link ExtraArgs#value}.
 *
 * <p>Loizou et al. 2021, "Stochastic Polyak Step-size for SGD".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.polyakSgd().fMin(0.1);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step =
 *     tx.update(
 *         params.times(2),
 *         tx.init(params),
 *         params,
 *         ExtraArgs.none().value(params.square().sum()));
 * }</pre>
 *
 * @param maxLearningRate the largest rate
 * @param scaling a factor of the step
 * @param fMin the least possible loss
 * @param eps what is added to the squared norm of the gradient
 * @param positivePart whether a loss below the least counts as the least (the variant SPS+)
 */
public record PolyakSgd(
    Hyperparameter maxLearningRate,
    Hyperparameter scaling,
    Hyperparameter fMin,
    Hyperparameter eps,
    boolean positivePart)
    implements Recipe {
  PolyakSgd() {
    this(
        Hyperparameter.of(1.0),
        Hyperparameter.of(1.0),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        false);
  }

  /** These with another {@code maxLearningRate}: the largest rate. */
  public PolyakSgd maxLearningRate(double maxLearningRate) {
    return Components.with(this, "maxLearningRate", maxLearningRate);
  }

  /** These with another {@code scaling}: a factor of the step. */
  public PolyakSgd scaling(double scaling) {
    return Components.with(this, "scaling", scaling);
  }

  /** These with another {@code scaling}: a factor of the step. */
  public PolyakSgd scaling(Tensor scaling) {
    return Components.with(this, "scaling", scaling);
  }

  /** These with another {@code scaling}: a factor of the step. */
  public PolyakSgd scaling(Schedule scaling) {
    return Components.with(this, "scaling", scaling);
  }

  /** These with another {@code fMin}: the least possible loss. */
  public PolyakSgd fMin(double fMin) {
    return Components.with(this, "fMin", fMin);
  }

  /** These with another {@code eps}: what is added to the squared norm of the gradient. */
  public PolyakSgd eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code positivePart}: whether a loss below the least counts as the least
   * (the variant SPS+).
   */
  public PolyakSgd positivePart(boolean positivePart) {
    return Components.with(this, "positivePart", positivePart);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new Sgd(scaling), new ScaleByPolyak(maxLearningRate, fMin, eps, positivePart));
  }
}
