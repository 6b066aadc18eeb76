package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adamax with decoupled weight decay.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adamaxw(1e-2).b1(0.9);
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
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record AdamaxW(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  AdamaxW(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(1e-4),
        null);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public AdamaxW b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public AdamaxW b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public AdamaxW eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public AdamaxW weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public AdamaxW weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public AdamaxW weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public AdamaxW mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdamax(b1, b2, eps),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
