package dev.covector.optim;

import dev.covector.Tensor;

/**
 * A schedule with its own count of steps: its state.
 *
 * <pre>{@code
 * WrappedSchedule falling = new WrappedSchedule(Optax.exponentialDecay(0.1, 1, 0.5));
 * Object state = falling.update(falling.init(), ExtraArgs.none());
 * float second = falling.apply(state, ExtraArgs.none()).toFloat(); // 0.05
 * }</pre>
 *
 * @param schedule the schedule
 */
public record WrappedSchedule(Schedule schedule) implements StatefulSchedule {
  @Override
  public Object init() {
    return Counts.zero();
  }

  @Override
  public Object update(Object state, ExtraArgs extra) {
    return Counts.increment((Tensor) state);
  }

  @Override
  public Tensor apply(Object state, ExtraArgs extra) {
    return schedule.apply((Tensor) state);
  }
}
