package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Steps by the gradient over the root of the average of squares, or over the standard deviation.
 *
 * <p>Tieleman & Hinton 2012; centered: Graves 2013, "Generating Sequences with Recurrent Neural
 * Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.rmsprop(1e-2).decay(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param decay the decay of the average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param initialScale what the average of squares begins with
 * @param epsInSqrt whether eps is inside of the root
 * @param centered whether the standard deviation is meant
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 * @param biasCorrection whether averages are corrected for having begun at 0
 */
public record Rmsprop(
    Hyperparameter learningRate,
    Hyperparameter decay,
    Hyperparameter eps,
    Hyperparameter initialScale,
    boolean epsInSqrt,
    boolean centered,
    @Nullable Hyperparameter momentum,
    boolean nesterov,
    boolean biasCorrection)
    implements Recipe {
  Rmsprop(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        true,
        false,
        null,
        false,
        false);
  }

  /** These with another {@code decay}: the decay of the average. */
  public Rmsprop decay(double decay) {
    return Components.with(this, "decay", decay);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Rmsprop eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code initialScale}: what the average of squares begins with. */
  public Rmsprop initialScale(double initialScale) {
    return Components.with(this, "initialScale", initialScale);
  }

  /** These with another {@code epsInSqrt}: whether eps is inside of the root. */
  public Rmsprop epsInSqrt(boolean epsInSqrt) {
    return Components.with(this, "epsInSqrt", epsInSqrt);
  }

  /** These with another {@code centered}: whether the standard deviation is meant. */
  public Rmsprop centered(boolean centered) {
    return Components.with(this, "centered", centered);
  }

  /** These with another {@code momentum}: the decay of the momentum; null for none. */
  public Rmsprop momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Rmsprop nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /**
   * These with another {@code biasCorrection}: whether averages are corrected for having begun at
   * 0.
   */
  public Rmsprop biasCorrection(boolean biasCorrection) {
    return Components.with(this, "biasCorrection", biasCorrection);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation scaling =
        centered
            ? new ScaleByStddev(decay, eps, initialScale, epsInSqrt, biasCorrection)
            : new ScaleByRms(decay, eps, initialScale, epsInSqrt, biasCorrection);
    return Combinators.chain(
        scaling,
        new ScaleByLearningRate(learningRate, true),
        momentum == null ? new Identity() : new Trace(momentum, nesterov, null));
  }
}
