package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Schedules: hyperparameters that depend on the number of the step.
 *
 * <pre>{@code
 * Schedule rate = Optax.warmupCosineDecaySchedule(0, 0.1, 100, 1000);
 * float peak = rate.apply(Tensor.of(100)).toFloat(); // 0.1
 * GradientTransformation tx = Optax.adamw(rate);
 * }</pre>
 */
public class Schedules {
  Schedules() {}

  /** Always the same value. */
  public static Schedule constantSchedule(double value) {
    return step -> Tensor.of(value);
  }

  /**
   * From one value to another along a straight line.
   *
   * @param init the value up to {@code begin}
   * @param end the value from {@code begin + steps} on
   * @param steps the length of the way; with 0 the value stays
   * @param begin where the way begins
   */
  public static Schedule linearSchedule(double init, double end, int steps, int begin) {
    return polynomialSchedule(init, end, 1, steps, begin);
  }

  /** From one value to another along a straight line from step 0. */
  public static Schedule linearSchedule(double init, double end, int steps) {
    return linearSchedule(init, end, steps, 0);
  }

  /** From one value to another by a power of what is left of the way, from step 0. */
  public static Schedule polynomialSchedule(double init, double end, double power, int steps) {
    return polynomialSchedule(init, end, power, steps, 0);
  }

  /**
   * From one value to another by a power of what is left of the way: {@code (init - end) (1 -
   * t)^power + end}.
   *
   * @param init the value up to {@code begin}
   * @param end the value from {@code begin + steps} on
   * @param power 1 for a straight line
   * @param steps the length of the way; with 0 the value stays
   * @param begin where the way begins
   */
  public static Schedule polynomialSchedule(
      double init, double end, double power, int steps, int begin) {
    requireSteps("polynomial_schedule", "steps", steps);
    requireSteps("polynomial_schedule", "begin", begin);
    if (steps == 0) {
      return constantSchedule(init);
    }
    return step -> {
      Tensor left = Numpy.subtract(1, step.minus(begin).clip(0, steps).div(steps));
      return power(left, power).times(init - end).plus(end);
    };
  }

  private static Tensor power(Tensor x, double exponent) {
    return exponent == Math.rint(exponent) && Math.abs(exponent) < 64
        ? x.pow((int) exponent)
        : x.pow(exponent);
  }

  private static void requireSteps(String op, String what, int steps) {
    if (steps < 0) {
      throw new OptimException(op + ": " + what + " is " + steps + "; it must not be negative");
    }
  }

  private static void requirePositive(String op, String what, int steps) {
    if (steps <= 0) {
      throw new OptimException(op + ": " + what + " is " + steps + "; it must be positive");
    }
  }

  /**
   * A value that is multiplied by a factor at each of some steps.
   *
   * @param init the value before the first of them
   * @param boundariesAndScales the factors, not negative, by step
   */
  public static Schedule piecewiseConstantSchedule(
      double init, Map<Integer, Double> boundariesAndScales) {
    Map<Integer, Double> scales = sorted("piecewise_constant_schedule", boundariesAndScales);
    return step -> {
      Tensor value = Tensor.of(init);
      for (Map.Entry<Integer, Double> entry : scales.entrySet()) {
        Tensor before = Numpy.maximum(0.0, Numpy.sign(Numpy.subtract(entry.getKey(), step)));
        Tensor after = Numpy.subtract(1, before).times(entry.getValue()).times(value);
        value = value.times(before).plus(after);
      }
      return value;
    };
  }

  private static Map<Integer, Double> sorted(String op, Map<Integer, Double> scales) {
    scales.forEach(
        (step, scale) -> {
          if (!(scale >= 0)) {
            throw new OptimException(
                op + ": the factor at step " + step + " is " + scale + "; it must not be negative");
          }
        });
    return Collections.unmodifiableMap(new TreeMap<>(scales));
  }

  /** Exponential decay from step 0: {@code init rate^(step / steps)}. */
  public static Schedule exponentialDecay(double init, int steps, double rate) {
    return exponentialDecay(init, steps, rate, 0, false, OptionalDouble.empty());
  }

  /**
   * Exponential decay: {@code init rate^((step - begin) / steps)}.
   *
   * @param init the value up to {@code begin}
   * @param steps after how many steps the rate is reached; with 0 the value stays
   * @param rate the factor; with 0 the value stays
   * @param begin where the decay begins
   * @param staircase whether the exponent is rounded down
   * @param end the value that is not passed, if any
   */
  public static Schedule exponentialDecay(
      double init, int steps, double rate, int begin, boolean staircase, OptionalDouble end) {
    requireSteps("exponential_decay", "steps", steps);
    requireSteps("exponential_decay", "begin", begin);
    if (steps == 0 || rate == 0) {
      return constantSchedule(init);
    }
    return step -> {
      Tensor since = step.minus(begin);
      Tensor exponent = since.div(steps);
      Tensor decayed = Numpy.power(rate, staircase ? exponent.floor() : exponent).times(init);
      Tensor value = Numpy.where(since.le(0), init, decayed);
      if (end.isEmpty()) {
        return value;
      }
      double bound = end.getAsDouble();
      return rate < 1 ? Numpy.maximum(value, bound) : Numpy.minimum(value, bound);
    };
  }

  /** Half a period of a cosine, from a value to 0. */
  public static Schedule cosineDecaySchedule(double init, int decaySteps) {
    return cosineDecaySchedule(init, decaySteps, 0, 1);
  }

  /**
   * Half a period of a cosine, from a value to a part of it. Loshchilov & Hutter 2017, "SGDR:
   * Stochastic Gradient Descent with Warm Restarts".
   *
   * @param init the first value
   * @param decaySteps the length of the way
   * @param alpha the part of the first value that is the last
   * @param exponent the power that the cosine is raised to
   */
  public static Schedule cosineDecaySchedule(
      double init, int decaySteps, double alpha, double exponent) {
    requirePositive("cosine_decay_schedule", "decaySteps", decaySteps);
    return step -> {
      Tensor count = Numpy.minimum(step, (double) decaySteps);
      Tensor cosine = count.times(Math.PI).div(decaySteps).cos().plus(1).times(0.5);
      return power(cosine, exponent).times(1 - alpha).plus(alpha).times(init);
    };
  }

  /** From 0 or another value up along a line, then constant. */
  public static Schedule warmupConstantSchedule(double init, double peak, int warmupSteps) {
    return linearSchedule(init, peak, warmupSteps);
  }

  /** Up along a line, then down along half a cosine to 0. */
  public static Schedule warmupCosineDecaySchedule(
      double init, double peak, int warmupSteps, int decaySteps) {
    return warmupCosineDecaySchedule(init, peak, warmupSteps, decaySteps, 0, 1);
  }

  /**
   * Up along a line, then down along half a cosine.
   *
   * @param init the first value
   * @param peak the value after the warm-up
   * @param warmupSteps the length of the warm-up
   * @param decaySteps the length of all, the warm-up included
   * @param end the last value
   * @param exponent the power that the cosine is raised to
   */
  public static Schedule warmupCosineDecaySchedule(
      double init, double peak, int warmupSteps, int decaySteps, double end, double exponent) {
    double alpha = peak == 0 ? 0 : end / peak;
    Schedule down = cosineDecaySchedule(peak, decaySteps - warmupSteps, alpha, exponent);
    return joinSchedules(
        List.of(linearSchedule(init, peak, warmupSteps), down), List.of(warmupSteps));
  }

  /** Up along a line, then exponential decay. */
  public static Schedule warmupExponentialDecaySchedule(
      double init, double peak, int warmupSteps, int steps, double rate) {
    return warmupExponentialDecaySchedule(
        init, peak, warmupSteps, steps, rate, 0, false, OptionalDouble.empty());
  }

  /**
   * Up along a line, then exponential decay.
   *
   * @param init the first value
   * @param peak the value after the warm-up
   * @param warmupSteps the length of the warm-up
   * @param steps after how many steps the rate is reached
   * @param rate the factor
   * @param begin where the decay begins, after the warm-up
   * @param staircase whether the exponent is rounded down
   * @param end the value that is not passed, if any
   */
  public static Schedule warmupExponentialDecaySchedule(
      double init,
      double peak,
      int warmupSteps,
      int steps,
      double rate,
      int begin,
      boolean staircase,
      OptionalDouble end) {
    return joinSchedules(
        List.of(
            linearSchedule(init, peak, warmupSteps),
            exponentialDecay(peak, steps, rate, begin, staircase, end)),
        List.of(warmupSteps));
  }

  /**
   * One schedule after the other; each counts from its own beginning.
   *
   * @param boundaries where all but the first begin
   */
  public static Schedule joinSchedules(List<Schedule> schedules, List<Integer> boundaries) {
    if (schedules.size() != boundaries.size() + 1) {
      throw new OptimException(
          "join_schedules: "
              + schedules.size()
              + " schedules and "
              + boundaries.size()
              + " boundaries; there must be one boundary less than schedules");
    }
    List<Schedule> parts = List.copyOf(schedules);
    List<Integer> starts = List.copyOf(boundaries);
    return step -> {
      Tensor value = parts.getFirst().apply(step);
      for (int i = 0; i < starts.size(); i++) {
        int start = starts.get(i);
        Tensor next = parts.get(i + 1).apply(step.minus(start));
        value = Numpy.where(step.lt(start), value, next);
      }
      return value;
    };
  }

  /** How {@link #piecewiseInterpolateSchedule} goes from one value to the next. */
  public enum Interpolation {
    /** Along a line. */
    LINEAR,
    /** Along half a cosine. */
    COSINE
  }

  /**
   * Values at some steps, interpolated in between.
   *
   * @param init the value at step 0
   * @param boundariesAndScales the factor by which the value changes until each step
   */
  public static Schedule piecewiseInterpolateSchedule(
      Interpolation kind, double init, Map<Integer, Double> boundariesAndScales) {
    Map<Integer, Double> scales = sorted("piecewise_interpolate_schedule", boundariesAndScales);
    return step -> {
      int from = 0;
      double start = init;
      Tensor value = step.lt(0).times(0.0);
      for (Map.Entry<Integer, Double> entry : scales.entrySet()) {
        int to = entry.getKey();
        double end = start * entry.getValue();
        Tensor part = step.minus(from).div(Math.max(to - from, 1));
        Tensor between = between(kind, start, end, part);
        Tensor isHere = Numpy.logicalAnd(step.ge(from), step.lt(to));
        value = value.plus(isHere.times(between));
        from = to;
        start = end;
      }
      return value.plus(step.ge(from).times(start));
    };
  }

  private static Tensor between(Interpolation kind, double start, double end, Tensor part) {
    return switch (kind) {
      case LINEAR -> part.times(end - start).plus(start);
      case COSINE -> part.times(Math.PI).cos().plus(1).times((start - end) / 2).plus(end);
    };
  }

  /** Up and down along lines: {@code linearOnecycleSchedule(steps, peak, 0.3, 0.85, 25, 1e4)}. */
  public static Schedule linearOnecycleSchedule(int steps, double peak) {
    return linearOnecycleSchedule(steps, peak, 0.3, 0.85, 25, 1e4);
  }

  /**
   * Up to a peak along a line, down to the first value, and further down. Smith & Topin 2018,
   * "Super-Convergence".
   *
   * @param steps the length of all
   * @param peak the largest value
   * @param pctStart the part of the steps that go up
   * @param pctFinal the part of the steps until the first value is reached again
   * @param divFactor the peak over the first value
   * @param finalDivFactor the first value over the last
   */
  public static Schedule linearOnecycleSchedule(
      int steps,
      double peak,
      double pctStart,
      double pctFinal,
      double divFactor,
      double finalDivFactor) {
    requirePositive("linear_onecycle_schedule", "steps", steps);
    Map<Integer, Double> scales = new TreeMap<>();
    scales.put((int) (pctStart * steps), divFactor);
    scales.put((int) (pctFinal * steps), 1 / divFactor);
    scales.put(steps, 1 / finalDivFactor);
    return piecewiseInterpolateSchedule(Interpolation.LINEAR, peak / divFactor, scales);
  }

  /** Up and down along cosines: {@code cosineOnecycleSchedule(steps, peak, 0.3, 25, 1e4)}. */
  public static Schedule cosineOnecycleSchedule(int steps, double peak) {
    return cosineOnecycleSchedule(steps, peak, 0.3, 25, 1e4);
  }

  /**
   * Up to a peak and down along half cosines. Smith & Topin 2018, "Super-Convergence".
   *
   * @param steps the length of all
   * @param peak the largest value
   * @param pctStart the part of the steps that go up
   * @param divFactor the peak over the first value
   * @param finalDivFactor the first value over the last
   */
  public static Schedule cosineOnecycleSchedule(
      int steps, double peak, double pctStart, double divFactor, double finalDivFactor) {
    requirePositive("cosine_onecycle_schedule", "steps", steps);
    Map<Integer, Double> scales = new TreeMap<>();
    scales.put((int) (pctStart * steps), divFactor);
    scales.put(steps, 1 / (divFactor * finalDivFactor));
    return piecewiseInterpolateSchedule(Interpolation.COSINE, peak / divFactor, scales);
  }

  /**
   * One cycle of {@link #sgdrSchedule}: the arguments of {@link #warmupCosineDecaySchedule(double,
   * double, int, int, double, double)}.
   *
   * @param init the first value
   * @param peak the value after the warm-up
   * @param warmupSteps the length of the warm-up
   * @param decaySteps the length of all
   * @param end the last value
   * @param exponent the power that the cosine is raised to
   */
  public record Cycle(
      double init, double peak, int warmupSteps, int decaySteps, double end, double exponent) {
    /** A cycle down to 0. */
    public Cycle(double init, double peak, int warmupSteps, int decaySteps) {
      this(init, peak, warmupSteps, decaySteps, 0, 1);
    }
  }

  /**
   * Gradient descent with warm restarts: one cycle of warm-up and cosine after the other.
   * Loshchilov & Hutter 2017, "SGDR".
   */
  public static Schedule sgdrSchedule(List<Cycle> cycles) {
    if (cycles.isEmpty()) {
      throw new OptimException("sgdr_schedule: there are no cycles; give at least one");
    }
    List<Schedule> schedules = new ArrayList<>();
    List<Integer> boundaries = new ArrayList<>();
    int step = 0;
    for (Cycle c : cycles) {
      schedules.add(
          warmupCosineDecaySchedule(
              c.init, c.peak, c.warmupSteps, c.decaySteps, c.end, c.exponent));
      step += c.decaySteps;
      boundaries.add(step);
    }
    return joinSchedules(schedules, boundaries.subList(0, boundaries.size() - 1));
  }
}
