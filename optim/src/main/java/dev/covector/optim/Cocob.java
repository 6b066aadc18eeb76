package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Coin betting: an optimizer without a learning rate.
 *
 * <p>Orabona & Tommasi 2017, "Training Deep Networks without Learning Rates Through Coin Betting".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.cocob().alpha(100.0);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate a factor of gradients
 * @param alpha how many of the largest gradients are bet at first
 * @param eps what the largest gradient begins with
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record Cocob(
    Hyperparameter learningRate,
    Hyperparameter alpha,
    Hyperparameter eps,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Cocob() {
    this(
        Hyperparameter.of(1.0),
        Hyperparameter.of(100.0),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null);
  }

  /** These with another {@code learningRate}: a factor of gradients. */
  public Cocob learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of gradients. */
  public Cocob learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of gradients. */
  public Cocob learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code alpha}: how many of the largest gradients are bet at first. */
  public Cocob alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code eps}: what the largest gradient begins with. */
  public Cocob eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Cocob weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Cocob weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Cocob weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Cocob mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, false),
        new ScaleByCocob(alpha, eps));
  }
}
