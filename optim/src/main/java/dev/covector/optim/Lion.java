package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Steps by the sign of a mean of the gradient and its average.
 *
 * <p>Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.lion(1e-2).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the weight of the average in the update
 * @param b2 the decay of the average
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record Lion(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    @Nullable DType muDtype,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Lion(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.99),
        null,
        Hyperparameter.of(1e-3),
        null);
  }

  /** These with another {@code b1}: the weight of the average in the update. */
  public Lion b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average. */
  public Lion b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public Lion muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Lion weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Lion weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Lion weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Lion mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByLion(b1, b2, muDtype, LionMode.HARD, Hyperparameter.of(1)),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
