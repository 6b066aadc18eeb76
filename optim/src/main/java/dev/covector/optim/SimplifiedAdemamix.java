package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * AdEMAMix with one average.
 *
 * <p>Morwani et al. 2025, "Connections between Schedule-Free Optimizers, AdEMAMix, and Accelerated
 * SGD Variants".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.simplifiedAdemamix(1e-2).b1(0.99);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the sum of gradients
 * @param b2 the decay of the average of squares
 * @param alpha the weight of the gradient itself
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record SimplifiedAdemamix(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter alpha,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  SimplifiedAdemamix(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.99),
        Hyperparameter.of(0.95),
        Hyperparameter.of(0.0),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        null);
  }

  /** These with another {@code b1}: the decay of the sum of gradients. */
  public SimplifiedAdemamix b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public SimplifiedAdemamix b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code alpha}: the weight of the gradient itself. */
  public SimplifiedAdemamix alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the gradient itself. */
  public SimplifiedAdemamix alpha(Tensor alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the gradient itself. */
  public SimplifiedAdemamix alpha(Schedule alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public SimplifiedAdemamix eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public SimplifiedAdemamix epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public SimplifiedAdemamix weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public SimplifiedAdemamix weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public SimplifiedAdemamix weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public SimplifiedAdemamix mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleBySimplifiedAdemamix(b1, b2, alpha, eps, epsRoot),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
