package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Adam with a step size from a model of the loss and its lower bound: 0, or what is known of the
 * problem. The learning rate is the largest step. Needs the loss: {@link ExtraArgs#value}.
 *
 * <p>Schaipp et al. 2024, "MoMo: Momentum Models for Adaptive Learning Rates".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.momoAdam(1e-2);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * ExtraArgs loss = ExtraArgs.none().value(params.square().sum());
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params, loss);
 * }</pre>
 *
 * @param learningRate the largest rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param lowerBound the least loss that is known
 * @param weightDecay the strength of the weight decay
 * @param adaptLowerBound whether the bound follows the losses
 */
public record MomoAdam(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter lowerBound,
    Hyperparameter weightDecay,
    boolean adaptLowerBound)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param grads the average of gradients
   * @param squares the average of their squares
   * @param loss the average of losses
   * @param product the average of the products of gradients and parameters
   * @param lowerBound the bound of the loss
   * @param count the number of steps, i32
   */
  public record State(
      Object grads, Object squares, Tensor loss, Tensor product, Tensor lowerBound, Tensor count)
      implements OptState {}

  MomoAdam(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public MomoAdam b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public MomoAdam b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public MomoAdam eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code lowerBound}: the least loss that is known. */
  public MomoAdam lowerBound(double lowerBound) {
    return Components.with(this, "lowerBound", lowerBound);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public MomoAdam weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code adaptLowerBound}: whether the bound follows the losses. */
  public MomoAdam adaptLowerBound(boolean adaptLowerBound) {
    return Components.with(this, "adaptLowerBound", adaptLowerBound);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    Tensor bound = Scalar.of("lowerBound", lowerBound).strong(dtype);
    Tensor zero = Numpy.zeros(Shape.of(), dtype);
    return new State(
        Moments.zeros(params), Moments.zeros(params), zero, zero, bound, Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("momo_adam", state, State.class);
    if (params == null) {
      throw OptimException.missingParams("momo_adam");
    }
    Agreement.require("momo_adam", "the gradients", updates, "the moments of the state", s.grads());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar keep = b1;
    Tensor count = Counts.increment(s.count());
    Object grads = Moments.update(updates, s.grads(), b1, 1);
    Object squares = Moments.update(updates, s.squares(), b2, 2);
    Tensor b2Correction = Numpy.subtract(1, b2.pow(count)).astype(s.loss().dtype());
    Object scale = Leafwise.map(q -> eps.plus(q.div(b2Correction).sqrt()), squares);
    Object scaled = Leafwise.map(Tensor::div, grads, scale);
    Tensor norm = TreeMath.vdot(grads, scaled);
    Tensor correction = Numpy.subtract(1, b1.pow(count)).astype(s.loss().dtype());
    Tensor value = extra.requireValue("momo_adam").astype(s.loss().dtype());
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
    return new Updated<>(moves, new State(grads, squares, loss, product, next, count));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
