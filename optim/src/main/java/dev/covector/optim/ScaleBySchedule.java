package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by the value of a schedule at the number of the step.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.scaleBySchedule(Optax.exponentialDecay(-0.1, 100, 0.5));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param schedule the factor at each step
 */
public record ScaleBySchedule(Schedule schedule) implements GradientTransformation {
  /**
   * The count.
   *
   * @param count the number of steps, i32
   */
  public record State(Tensor count) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_schedule", state, State.class);
    Tensor factor = schedule.apply(s.count());
    P scaled = Leafwise.map(g -> factor.astype(g.dtype()).times(g), updates);
    return new Updated<>(scaled, new State(Counts.increment(s.count())));
  }
}
