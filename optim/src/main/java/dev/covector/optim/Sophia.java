package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.random.Random;
import org.jspecify.annotations.Nullable;

/**
 * Steps by the average of gradients over an average of the diagonal of the Hessian, clipped. It
 * needs the loss as a function: {@link ExtraArgs#valueFn}.
 *
 * <p>Liu et al. 2023, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model
 * Pre-training", with random signs in place of normal numbers.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.sophia(1e-2).updateInterval(5);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * ExtraArgs loss = ExtraArgs.none().valueFn(p -> ((Tensor) p).square().sum());
 * Updated<Tensor> step = tx.update(params.times(2), state, params, loss);
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of the diagonal
 * @param eps the least denominator
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which parameters decay; null for all
 * @param gamma what the diagonal is multiplied by
 * @param clipThreshold the bound of each element; null for none
 * @param updateInterval after how many steps the diagonal is estimated again
 * @param hessianDiagonalFn what estimates the diagonal: its updates are that
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 */
public record Sophia(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter weightDecay,
    @Nullable Mask weightDecayMask,
    Hyperparameter gamma,
    @Nullable Hyperparameter clipThreshold,
    int updateInterval,
    GradientTransformation hessianDiagonalFn,
    @Nullable DType muDtype)
    implements Recipe {
  Sophia(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.965),
        Hyperparameter.of(0.99),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(1e-4),
        null,
        Hyperparameter.of(0.01),
        Hyperparameter.of(1.0),
        10,
        new HutchinsonEstimator(Random.key(0)),
        null);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public Sophia learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public Sophia learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public Sophia learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Sophia b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of the diagonal. */
  public Sophia b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: the least denominator. */
  public Sophia eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Sophia weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Sophia weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Sophia weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecayMask}: which parameters decay; null for all. */
  public Sophia weightDecayMask(@Nullable Mask weightDecayMask) {
    return Components.with(this, "weightDecayMask", weightDecayMask);
  }

  /** These with another {@code gamma}: what the diagonal is multiplied by. */
  public Sophia gamma(double gamma) {
    return Components.with(this, "gamma", gamma);
  }

  /** These with another {@code clipThreshold}: the bound of each element; null for none. */
  public Sophia clipThreshold(double clipThreshold) {
    return Components.with(this, "clipThreshold", clipThreshold);
  }

  /**
   * These with another {@code updateInterval}: after how many steps the diagonal is estimated
   * again.
   */
  public Sophia updateInterval(int updateInterval) {
    return Components.with(this, "updateInterval", updateInterval);
  }

  /**
   * These with another {@code hessianDiagonalFn}: what estimates the diagonal: its updates are
   * that.
   */
  public Sophia hessianDiagonalFn(GradientTransformation hessianDiagonalFn) {
    return Components.with(this, "hessianDiagonalFn", hessianDiagonalFn);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public Sophia muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These without clipping. */
  public Sophia withoutClipping() {
    return Components.with(this, "clipThreshold", null);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleBySophia(
            b1, b2, eps, gamma, clipThreshold, updateInterval, hessianDiagonalFn, muDtype),
        new AddDecayedWeights(weightDecay, weightDecayMask),
        new ScaleByLearningRate(learningRate, true));
  }
}
