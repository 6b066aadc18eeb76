package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * AdamW without a schedule.
 *
 * <p>Defazio et al. 2024, "The Road Less Scheduled".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.scheduleFreeAdamw().b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param warmupSteps the length of the warm-up
 * @param b1 the weight of the average where gradients are taken
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public record ScheduleFreeAdamW(
    Hyperparameter learningRate,
    int warmupSteps,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter weightDecay,
    Hyperparameter weightLrPower,
    @Nullable DType stateDtype)
    implements Recipe {
  ScheduleFreeAdamW() {
    this(
        Hyperparameter.of(0.0025),
        0,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        Hyperparameter.of(2.0),
        null);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public ScheduleFreeAdamW learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public ScheduleFreeAdamW learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public ScheduleFreeAdamW learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code warmupSteps}: the length of the warm-up. */
  public ScheduleFreeAdamW warmupSteps(int warmupSteps) {
    return Components.with(this, "warmupSteps", warmupSteps);
  }

  /** These with another {@code b1}: the weight of the average where gradients are taken. */
  public ScheduleFreeAdamW b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScheduleFreeAdamW b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScheduleFreeAdamW eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public ScheduleFreeAdamW weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public ScheduleFreeAdamW weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public ScheduleFreeAdamW weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightLrPower}: the power of the rate that weighs an iterate. */
  public ScheduleFreeAdamW weightLrPower(double weightLrPower) {
    return Components.with(this, "weightLrPower", weightLrPower);
  }

  /**
   * These with another {@code stateDtype}: the dtype of the iterates; null for that of the
   * parameters.
   */
  public ScheduleFreeAdamW stateDtype(@Nullable DType stateDtype) {
    return Components.with(this, "stateDtype", stateDtype);
  }

  @Override
  public GradientTransformation transformation() {
    Hyperparameter rate = warmed(learningRate, warmupSteps);
    GradientTransformation base =
        Combinators.chain(
            new ScaleByRms(b2, eps, Hyperparameter.of(0), false, true),
            new AddDecayedWeights(weightDecay, null),
            new ScaleByLearningRate(rate, true));
    return new ScheduleFree(base, rate, b1, weightLrPower, stateDtype);
  }

  /** A learning rate, with a warm-up if there is one. */
  private static Hyperparameter warmed(Hyperparameter rate, int steps) {
    if (steps == 0) {
      return rate;
    }
    if (rate instanceof Hyperparameter.Constant(double peak)) {
      return Schedules.warmupConstantSchedule(0, peak, steps);
    }
    throw new OptimException(
        "schedule_free: a warm-up needs a constant learning rate; give the schedule itself"
            + " otherwise, without warmupSteps");
  }
}
