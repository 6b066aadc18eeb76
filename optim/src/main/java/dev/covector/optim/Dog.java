package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Distance over gradients: an optimizer without a learning rate.
 *
 * <p>Ivgi et al. 2023, "DoG is SGD's Best Friend: A Parameter-Free Dynamic Step Size Schedule".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.dog().startValue(1e-6);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate a factor of the step
 * @param start what the first step is measured by
 * @param startValue that measure
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the weight decay; null for none
 * @param mask which parameters decay; null for all
 */
public record Dog(
    Hyperparameter learningRate,
    DogStart start,
    Hyperparameter startValue,
    Hyperparameter eps,
    @Nullable Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Dog() {
    this(
        Hyperparameter.of(1.0),
        DogStart.HEURISTIC,
        Hyperparameter.of(1e-6),
        Hyperparameter.of(1e-8),
        null,
        null);
  }

  /** These with another {@code learningRate}: a factor of the step. */
  public Dog learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the step. */
  public Dog learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the step. */
  public Dog learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code start}: what the first step is measured by. */
  public Dog start(DogStart start) {
    return Components.with(this, "start", start);
  }

  /** These with another {@code startValue}: that measure. */
  public Dog startValue(double startValue) {
    return Components.with(this, "startValue", startValue);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Dog eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public Dog weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public Dog weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public Dog weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Dog mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        weightDecay == null ? new Identity() : new AddDecayedWeights(weightDecay, mask),
        new ScaleByDog(start, startValue, eps),
        new ScaleByLearningRate(learningRate, true));
  }
}
