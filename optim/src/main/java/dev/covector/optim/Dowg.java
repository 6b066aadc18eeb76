package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Distance over weighted gradients: an optimizer without a learning rate.
 *
 * <p>Khaled et al. 2023, "DoWG Unleashed: An Efficient Universal Parameter-Free Gradient Descent
 * Method".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.dowg().eps(1e-4);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate a factor of the step
 * @param initEstimSqDist the first squared distance; null for eps
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the weight decay; null for none
 * @param mask which parameters decay; null for all
 */
public record Dowg(
    Hyperparameter learningRate,
    @Nullable Hyperparameter initEstimSqDist,
    Hyperparameter eps,
    @Nullable Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Dowg() {
    this(Hyperparameter.of(1.0), null, Hyperparameter.of(1e-4), null, null);
  }

  /** These with another {@code learningRate}: a factor of the step. */
  public Dowg learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the step. */
  public Dowg learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the step. */
  public Dowg learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code initEstimSqDist}: the first squared distance; null for eps. */
  public Dowg initEstimSqDist(double initEstimSqDist) {
    return Components.with(this, "initEstimSqDist", initEstimSqDist);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Dowg eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public Dowg weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public Dowg weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public Dowg weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Dowg mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        weightDecay == null ? new Identity() : new AddDecayedWeights(weightDecay, mask),
        new ScaleByDowg(initEstimSqDist, eps),
        new ScaleByLearningRate(learningRate, true));
  }
}
