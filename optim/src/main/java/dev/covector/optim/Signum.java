package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Steps by the sign of the average of gradients.
 *
 * <p>Bernstein et al. 2018, "signSGD: Compressed Optimisation for Non-Convex Problems".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.signum(1e-2).beta(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param beta the decay of the average
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public record Signum(
    Hyperparameter learningRate, Hyperparameter beta, @Nullable DType accumulatorDtype)
    implements Recipe {
  Signum(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.9), null);
  }

  /** These with another {@code beta}: the decay of the average. */
  public Signum beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  /**
   * These with another {@code accumulatorDtype}: the dtype of what is accumulated; null for that of
   * the parameters.
   */
  public Signum accumulatorDtype(@Nullable DType accumulatorDtype) {
    return Components.with(this, "accumulatorDtype", accumulatorDtype);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new Ema(beta, false, accumulatorDtype),
        new ScaleBySign(),
        new ScaleByLearningRate(learningRate, true));
  }
}
