package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adam with a second, slower average of gradients.
 *
 * <p>Pagliardini et al. 2024, "The AdEMAMix Optimizer: Better, Faster, Older".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.ademamix(1e-2).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param b3 the decay of the slow average
 * @param alpha the weight of the slow average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the averages; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record Ademamix(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter b3,
    Hyperparameter alpha,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Ademamix(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(0.9999),
        Hyperparameter.of(5.0),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        Hyperparameter.of(0.0),
        null);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Ademamix b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Ademamix b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code b3}: the decay of the slow average. */
  public Ademamix b3(double b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code b3}: the decay of the slow average. */
  public Ademamix b3(Tensor b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code b3}: the decay of the slow average. */
  public Ademamix b3(Schedule b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code alpha}: the weight of the slow average. */
  public Ademamix alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the slow average. */
  public Ademamix alpha(Tensor alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the slow average. */
  public Ademamix alpha(Schedule alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Ademamix eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Ademamix epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the averages; null for that of the parameters.
   */
  public Ademamix muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Ademamix weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Ademamix weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Ademamix weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Ademamix mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdemamix(b1, b2, b3, alpha, eps, epsRoot, muDtype),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
