package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that needs no schedule: gradients are taken between its own iterates and their
 * average; the average is what to evaluate with, {@link Contrib#scheduleFreeEvalParams}.
 *
 * <p>Defazio et al. 2024, "The Road Less Scheduled".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.scheduleFree(Optax.sgd(0.1), 0.1);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * OptState state = tx.init(params);
 * Tensor average = Contrib.scheduleFreeEvalParams(state, params);
 * }</pre>
 *
 * @param baseOptimizer the optimizer of the iterates
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the weight of the average where gradients are taken
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public record ScheduleFree(
    GradientTransformation baseOptimizer,
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter weightLrPower,
    @Nullable DType stateDtype)
    implements GradientTransformation {
  /**
   * The iterates.
   *
   * @param b1 the weight of the average
   * @param weightSum the sum of the weights of iterates
   * @param stepCount the number of the step, from 1, i32
   * @param maxLr the largest rate so far
   * @param base the state of the optimizer of the iterates
   * @param z the iterates
   */
  public record State(
      Tensor b1, Tensor weightSum, Tensor stepCount, Tensor maxLr, OptState base, Object z)
      implements OptState {}

  ScheduleFree(GradientTransformation baseOptimizer, Hyperparameter learningRate) {
    this(baseOptimizer, learningRate, Hyperparameter.of(0.9), Hyperparameter.of(2.0), null);
  }

  /** These with another {@code b1}: the weight of the average where gradients are taken. */
  public ScheduleFree b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code weightLrPower}: the power of the rate that weighs an iterate. */
  public ScheduleFree weightLrPower(double weightLrPower) {
    return Components.with(this, "weightLrPower", weightLrPower);
  }

  /**
   * These with another {@code stateDtype}: the dtype of the iterates; null for that of the
   * parameters.
   */
  public ScheduleFree stateDtype(@Nullable DType stateDtype) {
    return Components.with(this, "stateDtype", stateDtype);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    return new State(
        Scalar.of("b1", b1).strong(dtype),
        Numpy.zeros(Shape.of(), dtype),
        Lax.full(Shape.of(), 1, DType.I32),
        Numpy.zeros(Shape.of(), dtype),
        baseOptimizer.init(params),
        Leafwise.map(Copies::of, Moments.cast(params, stateDtype)));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("schedule_free");
    }
    Agreement.check("schedule_free", updates, params);
    State s = Agreement.state("schedule_free", state, State.class);
    Agreement.require("schedule_free", "the gradients", updates, "the moments of the state", s.z());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar weightLrPower = Scalar.of("weightLrPower", this.weightLrPower);
    DType dtype = s.maxLr().dtype();
    Scalar rate = Scalar.at(learningRate, s.stepCount());
    Tensor largest =
        Numpy.maximum(
                s.maxLr(), learningRate instanceof Schedule ? rate.strong(dtype) : rate.tensor())
            .astype(dtype);
    Tensor weight = Numpy.power(largest, weightLrPower.tensor());
    Tensor total = s.weightSum().plus(weight);
    Tensor share = weight.div(total);
    Tensor isNan = Numpy.logicalOr(Numpy.isnan(weight), Numpy.isnan(total));
    // 0 / 0 at the first steps of a warm-up counts as 0, a NaN of the rate does not
    Tensor part = Numpy.where(isNan, Double.NaN, Numpy.where(Numpy.isnan(share), 0, share));
    Updated<P> base = baseOptimizer.update(updates, s.base(), params, extra);
    Object z =
        Leafwise.map(
            (before, u) -> before.plus(Rounded.of(u)).astype(before.dtype()),
            s.z(),
            base.updates());
    Scalar rest = b1.complement();
    // one division for all elements
    Tensor inverse = Numpy.divide(1, b1.tensor());
    P steps =
        Leafwise.map(
            (y, before, after) -> {
              Tensor x = y.minus(Rounded.of(rest.times(before))).times(inverse);
              Tensor mean =
                  Rounded.of(Numpy.subtract(1.0, part).times(x))
                      .plus(Rounded.of(part.times(after)));
              return Rounded.of(b1.times(mean)).plus(Rounded.of(rest.times(after))).minus(y);
            },
            params,
            s.z(),
            z);
    State next =
        new State(
            s.b1(), total.astype(dtype), Counts.increment(s.stepCount()), largest, base.state(), z);
    return new Updated<>(steps, next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
