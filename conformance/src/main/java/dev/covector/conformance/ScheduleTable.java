package dev.covector.conformance;

import dev.covector.optim.Optax;
import dev.covector.optim.Schedule;
import dev.covector.optim.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the names of schedules in the suites to the code behind them. */
final class ScheduleTable {
  private ScheduleTable() {}

  /**
   * A schedule.
   *
   * @param name without {@code optax.}
   * @throws NotBuiltException when it is not in the table, or an argument is not honoured
   */
  static Schedule make(String name, Map<String, @Nullable Object> kwargs) {
    Arguments x = new Arguments(List.of(), kwargs, "");
    Schedule schedule = make(name, x);
    Set<String> ignored = x.ignored();
    if (!ignored.isEmpty()) {
      throw new NotBuiltException("optax." + name + " with " + ignored);
    }
    return schedule;
  }

  private static Schedule make(String name, Arguments x) {
    return switch (name) {
      case "constant_schedule" -> Optax.constantSchedule(real(x, "value"));
      case "linear_schedule" ->
          Optax.linearSchedule(
              real(x, "init_value"),
              real(x, "end_value"),
              integer(x, "transition_steps"),
              integer(x, "transition_begin", 0));
      case "polynomial_schedule" ->
          Optax.polynomialSchedule(
              real(x, "init_value"),
              real(x, "end_value"),
              real(x, "power"),
              integer(x, "transition_steps"),
              integer(x, "transition_begin", 0));
      case "exponential_decay" ->
          Optax.exponentialDecay(
              real(x, "init_value"),
              integer(x, "transition_steps"),
              real(x, "decay_rate"),
              integer(x, "transition_begin", 0),
              x.flag(9, "staircase", false),
              end(x));
      case "cosine_decay_schedule" ->
          Optax.cosineDecaySchedule(
              real(x, "init_value"),
              integer(x, "decay_steps"),
              real(x, "alpha", 0),
              real(x, "exponent", 1));
      case "warmup_constant_schedule" ->
          Optax.warmupConstantSchedule(
              real(x, "init_value"), real(x, "peak_value"), integer(x, "warmup_steps"));
      case "warmup_cosine_decay_schedule" ->
          Optax.warmupCosineDecaySchedule(
              real(x, "init_value"),
              real(x, "peak_value"),
              integer(x, "warmup_steps"),
              integer(x, "decay_steps"),
              real(x, "end_value", 0),
              real(x, "exponent", 1));
      case "warmup_exponential_decay_schedule" ->
          Optax.warmupExponentialDecaySchedule(
              real(x, "init_value"),
              real(x, "peak_value"),
              integer(x, "warmup_steps"),
              integer(x, "transition_steps"),
              real(x, "decay_rate"),
              integer(x, "transition_begin", 0),
              x.flag(9, "staircase", false),
              end(x));
      case "piecewise_constant_schedule" ->
          Optax.piecewiseConstantSchedule(real(x, "init_value"), scales(x));
      case "piecewise_interpolate_schedule" ->
          Optax.piecewiseInterpolateSchedule(
              x.required(9, "interpolate_type", String.class).equals("cosine")
                  ? Schedules.Interpolation.COSINE
                  : Schedules.Interpolation.LINEAR,
              real(x, "init_value"),
              scales(x));
      case "linear_onecycle_schedule" ->
          Optax.linearOnecycleSchedule(
              integer(x, "transition_steps"),
              real(x, "peak_value"),
              real(x, "pct_start", 0.3),
              real(x, "pct_final", 0.85),
              real(x, "div_factor", 25),
              real(x, "final_div_factor", 1e4));
      case "cosine_onecycle_schedule" ->
          Optax.cosineOnecycleSchedule(
              integer(x, "transition_steps"),
              real(x, "peak_value"),
              real(x, "pct_start", 0.3),
              real(x, "div_factor", 25),
              real(x, "final_div_factor", 1e4));
      case "join_schedules" -> joined(x);
      case "sgdr_schedule" -> restarts(x);
      default -> throw new NotBuiltException("optax." + name);
    };
  }

  private static double real(Arguments x, String name) {
    return x.required(9, name, Number.class).doubleValue();
  }

  private static double real(Arguments x, String name, double otherwise) {
    return x.real(9, name, otherwise);
  }

  private static int integer(Arguments x, String name) {
    return x.integer(9, name);
  }

  private static int integer(Arguments x, String name, int otherwise) {
    return x.integer(9, name, otherwise);
  }

  private static OptionalDouble end(Arguments x) {
    return x.keyword("end_value", Number.class).stream()
        .mapToDouble(Number::doubleValue)
        .findFirst();
  }

  private static Map<Integer, Double> scales(Arguments x) {
    Map<Integer, Double> scales = new TreeMap<>();
    Map<?, ?> given = x.required(9, "boundaries_and_scales", Map.class);
    given.forEach(
        (step, scale) ->
            scales.put(Integer.valueOf((String) step), ((Number) scale).doubleValue()));
    return scales;
  }

  @SuppressWarnings("unchecked")
  private static Schedule joined(Arguments x) {
    List<Schedule> schedules = new ArrayList<>();
    for (Object item : x.required(9, "schedules", List.class)) {
      List<?> pair = (List<?>) item;
      schedules.add(make((String) pair.get(0), (Map<String, @Nullable Object>) pair.get(1)));
    }
    List<Integer> boundaries = new ArrayList<>();
    for (Object boundary : x.required(9, "boundaries", List.class)) {
      boundaries.add(Math.toIntExact((Long) boundary));
    }
    return Optax.joinSchedules(schedules, boundaries);
  }

  @SuppressWarnings("unchecked")
  private static Schedule restarts(Arguments x) {
    List<Schedules.Cycle> cycles = new ArrayList<>();
    for (Object item : x.required(9, "cosine_kwargs", List.class)) {
      Arguments cycle = new Arguments(List.of(), (Map<String, @Nullable Object>) item, "");
      cycles.add(
          new Schedules.Cycle(
              real(cycle, "init_value"),
              real(cycle, "peak_value"),
              integer(cycle, "warmup_steps"),
              integer(cycle, "decay_steps"),
              real(cycle, "end_value", 0),
              real(cycle, "exponent", 1)));
      if (!cycle.ignored().isEmpty()) {
        throw new NotBuiltException("optax.sgdr_schedule with " + cycle.ignored());
      }
    }
    return Optax.sgdrSchedule(cycles);
  }
}
