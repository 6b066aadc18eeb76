package dev.covector.optim;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by the gap between the loss and its least possible value over the squared norm of the
 * gradient. Needs the loss: {@link ExtraArgs#value}.
 *
 * <p>Loizou et al. 2021, "Stochastic Polyak Step-size for SGD".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.sgd(1), Optax.scaleByPolyak());
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step =
 *     tx.update(
 *         params.times(2),
 *         tx.init(params),
 *         params,
 *         ExtraArgs.none().value(params.square().sum()));
 * }</pre>
 *
 * @param maxLearningRate the largest factor
 * @param fMin the least possible loss
 * @param eps what is added to the squared norm
 * @param positivePart whether a loss below the least counts as the least (the variant SPS+)
 */
public record ScaleByPolyak(
    Hyperparameter maxLearningRate, Hyperparameter fMin, Hyperparameter eps, boolean positivePart)
    implements GradientTransformation {

  ScaleByPolyak() {
    this(Hyperparameter.of(1.0), Hyperparameter.of(0.0), Hyperparameter.of(0.0), false);
  }

  /** These with another {@code maxLearningRate}: the largest factor. */
  public ScaleByPolyak maxLearningRate(double maxLearningRate) {
    return Components.with(this, "maxLearningRate", maxLearningRate);
  }

  /** These with another {@code fMin}: the least possible loss. */
  public ScaleByPolyak fMin(double fMin) {
    return Components.with(this, "fMin", fMin);
  }

  /** These with another {@code eps}: what is added to the squared norm. */
  public ScaleByPolyak eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code positivePart}: whether a loss below the least counts as the least
   * (the variant SPS+).
   */
  public ScaleByPolyak positivePart(boolean positivePart) {
    return Components.with(this, "positivePart", positivePart);
  }

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Scalar maxLearningRate = Scalar.of("maxLearningRate", this.maxLearningRate);
    Scalar fMin = Scalar.of("fMin", this.fMin);
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor norm = TreeMath.squaredNorm(updates);
    Tensor gap = extra.requireValue("scale_by_polyak").minus(fMin.tensor()).astype(norm.dtype());
    Tensor sum = norm.plus(eps.tensor());
    Tensor least = positivePart ? Numpy.maximum(gap, 0) : gap;
    Tensor step =
        Numpy.where(
            sum.le(Norms.epsilon(Defaults.floating())),
            0,
            Numpy.minimum(least.div(sum), maxLearningRate.tensor()));
    return new Updated<>(Leafwise.map(step::times, updates), state);
  }
}
