package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adaptive Nesterov momentum.
 *
 * <p>Xie et al. 2022, "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep
 * Models".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adan(1e-2).b1(0.98);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of differences
 * @param b3 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record Adan(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter b3,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Adan(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.98),
        Hyperparameter.of(0.92),
        Hyperparameter.of(0.99),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Adan b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of differences. */
  public Adan b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code b3}: the decay of the average of squares. */
  public Adan b3(double b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Adan eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Adan epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Adan weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Adan weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Adan weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Adan mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdan(b1, b2, b3, eps, epsRoot),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
