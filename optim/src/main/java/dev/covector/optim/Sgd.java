package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Gradient descent, with momentum if asked for.
 *
 * <p>Robbins & Monro 1951; momentum: Polyak 1964, Sutskever et al. 2013.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.sgd(1e-2).nesterov(true);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public record Sgd(
    Hyperparameter learningRate,
    @Nullable Hyperparameter momentum,
    boolean nesterov,
    @Nullable DType accumulatorDtype)
    implements Recipe {
  Sgd(Hyperparameter learningRate) {
    this(learningRate, null, false, null);
  }

  /** These with another {@code momentum}: the decay of the momentum; null for none. */
  public Sgd momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Sgd nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /**
   * These with another {@code accumulatorDtype}: the dtype of what is accumulated; null for that of
   * the parameters.
   */
  public Sgd accumulatorDtype(@Nullable DType accumulatorDtype) {
    return Components.with(this, "accumulatorDtype", accumulatorDtype);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        momentum == null ? new Identity() : new Trace(momentum, nesterov, accumulatorDtype),
        new ScaleByLearningRate(learningRate, true));
  }
}
