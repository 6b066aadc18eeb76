package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adam with decoupled weight decay.
 *
 * <p>Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adamw(1e-2).b1(0.9);
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
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 * @param nesterov whether Nesterov's momentum is used
 */
public record AdamW(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    Hyperparameter weightDecay,
    @Nullable Mask mask,
    boolean nesterov)
    implements Recipe {
  AdamW(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        Hyperparameter.of(1e-4),
        null,
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public AdamW b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public AdamW b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public AdamW eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public AdamW epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public AdamW muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public AdamW weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public AdamW weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public AdamW weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public AdamW mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public AdamW nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
