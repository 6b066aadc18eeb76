package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Gradient descent with momentum with a step size from a model of the loss and its lower bound: 0,
 * or what is known of the problem. The learning rate is the largest step. Needs the loss: {@link
 * ExtraArgs#value}.
 *
 * <p>Schaipp et al. 2024, "MoMo: Momentum Models for Adaptive Learning Rates".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.momo(1);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * ExtraArgs loss = ExtraArgs.none().value(params.square().sum());
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params, loss);
 * }</pre>
 *
 * @param learningRate the largest rate: a number, a scalar tensor, or a schedule
 * @param beta the decay of the averages
 * @param lowerBound the least loss that is known
 * @param weightDecay the strength of the weight decay
 * @param adaptLowerBound whether the bound follows the losses
 */
public record Momo(
    Hyperparameter learningRate,
    Hyperparameter beta,
    Hyperparameter lowerBound,
    Hyperparameter weightDecay,
    boolean adaptLowerBound)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param grads the average of gradients
   * @param loss the average of losses
   * @param product the average of the products of gradients and parameters
   * @param lowerBound the bound of the loss
   * @param count the number of steps, i32
   */
  public record State(Object grads, Tensor loss, Tensor product, Tensor lowerBound, Tensor count)
      implements OptState {}

  Momo(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        false);
  }

  /** These with another {@code beta}: the decay of the averages. */
  public Momo beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  /** These with another {@code lowerBound}: the least loss that is known. */
  public Momo lowerBound(double lowerBound) {
    return Components.with(this, "lowerBound", lowerBound);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Momo weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code adaptLowerBound}: whether the bound follows the losses. */
  public Momo adaptLowerBound(boolean adaptLowerBound) {
    return Components.with(this, "adaptLowerBound", adaptLowerBound);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    Tensor bound = Scalar.of("lowerBound", lowerBound).strong(dtype);
    Tensor zero = Numpy.zeros(Shape.of(), dtype);
    return new State(Moments.zeros(params), zero, zero, bound, Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("momo", state, State.class);
    if (params == null) {
      throw OptimException.missingParams("momo");
    }
    Agreement.require("momo", "the gradients", updates, "the moments of the state", s.grads());
    // the averages begin with the first gradient and loss
    Scalar keep = Scalar.of(Numpy.where(s.count().eq(0), 0.0, Scalar.of("beta", beta).tensor()));
    Tensor count = Counts.increment(s.count());
    Object grads = Moments.update(updates, s.grads(), keep, 1);
    Object scaled = grads;
    Tensor norm = TreeMath.squaredNorm(grads);
    Tensor correction = Numpy.ones(Shape.of(), s.loss().dtype());
    Tensor value = extra.requireValue("momo").astype(s.loss().dtype());
    Scalar rate = Scalar.at(learningRate, s.count());
    Scalar weightDecay = Scalar.of("weightDecay", this.weightDecay);
    Scalar least = Scalar.of("lowerBound", lowerBound);
    Tensor loss = keep.times(s.loss()).plus(keep.complement().times(value));
    Tensor product =
        keep.times(s.product()).plus(keep.complement().times(TreeMath.vdot(updates, params)));
    MomoStep step =
        new MomoStep(
            rate,
            rate.times(weightDecay).plus(1),
            loss,
            product,
            TreeMath.vdot(grads, params),
            norm,
            correction);
    Tensor bound = adaptLowerBound ? step.lowered(s.lowerBound(), least) : s.lowerBound();
    Tensor size = step.size(bound);
    Tensor shrink = step.shrink(weightDecay);
    P moves = Leafwise.map((p, d) -> shrink.times(p).minus(size.times(d)), params, scaled);
    Tensor next = adaptLowerBound ? step.next(size, least) : s.lowerBound();
    return new Updated<>(moves, new State(grads, loss, product, next, count));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
