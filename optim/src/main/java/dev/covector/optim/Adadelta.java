package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Steps in the units of the parameters, by the ratio of the averages of squared updates and
 * gradients.
 *
 * <p>Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adadelta(1.0).rho(0.95);
 * OptState state = tx.init(Tensor.of(new float[] {1, -2}));
 * }</pre>
 *
 * @param learningRate the rate; null for none
 * @param rho the decay of both averages
 * @param eps what keeps both roots from 0, inside of them
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record Adadelta(
    @Nullable Hyperparameter learningRate,
    Hyperparameter rho,
    Hyperparameter eps,
    Hyperparameter weightDecay,
    @Nullable Mask mask)
    implements Recipe {
  Adadelta() {
    this(null, Hyperparameter.of(0.9), Hyperparameter.of(1e-6), Hyperparameter.of(0.0), null);
  }

  /** These with another {@code learningRate}: the rate; null for none. */
  public Adadelta learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: the rate; null for none. */
  public Adadelta learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: the rate; null for none. */
  public Adadelta learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code rho}: the decay of both averages. */
  public Adadelta rho(double rho) {
    return Components.with(this, "rho", rho);
  }

  /** These with another {@code eps}: what keeps both roots from 0, inside of them. */
  public Adadelta eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Adadelta weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Adadelta weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Adadelta weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Adadelta mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation rate =
        learningRate == null ? new Identity() : new ScaleByLearningRate(learningRate, true);
    return Combinators.chain(
        new AddDecayedWeights(weightDecay, mask), new ScaleByAdadelta(rho, eps), rate);
  }
}
