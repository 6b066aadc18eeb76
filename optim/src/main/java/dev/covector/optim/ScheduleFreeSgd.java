package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Gradient descent without a schedule.
 *
 * <p>Defazio et al. 2024, "The Road Less Scheduled".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.scheduleFreeSgd().b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param warmupSteps the length of the warm-up
 * @param b1 the weight of the average where gradients are taken
 * @param weightDecay the weight decay; null for none
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public record ScheduleFreeSgd(
    Hyperparameter learningRate,
    int warmupSteps,
    Hyperparameter b1,
    @Nullable Hyperparameter weightDecay,
    Hyperparameter weightLrPower,
    @Nullable DType stateDtype)
    implements Recipe {
  ScheduleFreeSgd() {
    this(Hyperparameter.of(1.0), 0, Hyperparameter.of(0.9), null, Hyperparameter.of(2.0), null);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public ScheduleFreeSgd learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public ScheduleFreeSgd learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public ScheduleFreeSgd learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code warmupSteps}: the length of the warm-up. */
  public ScheduleFreeSgd warmupSteps(int warmupSteps) {
    return Components.with(this, "warmupSteps", warmupSteps);
  }

  /** These with another {@code b1}: the weight of the average where gradients are taken. */
  public ScheduleFreeSgd b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public ScheduleFreeSgd weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public ScheduleFreeSgd weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the weight decay; null for none. */
  public ScheduleFreeSgd weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightLrPower}: the power of the rate that weighs an iterate. */
  public ScheduleFreeSgd weightLrPower(double weightLrPower) {
    return Components.with(this, "weightLrPower", weightLrPower);
  }

  /**
   * These with another {@code stateDtype}: the dtype of the iterates; null for that of the
   * parameters.
   */
  public ScheduleFreeSgd stateDtype(@Nullable DType stateDtype) {
    return Components.with(this, "stateDtype", stateDtype);
  }

  @Override
  public GradientTransformation transformation() {
    Hyperparameter rate = warmed(learningRate, warmupSteps);
    GradientTransformation descent = new Sgd(rate);
    GradientTransformation base =
        weightDecay == null
            ? descent
            : Combinators.chain(new AddDecayedWeights(weightDecay, null), descent);
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
