package dev.covector.checkpoint;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Which steps a {@link CheckpointManager} saves and which it keeps.
 *
 * <pre>{@code
 * CheckpointManagerOptions options =
 *     CheckpointManagerOptions.defaults()
 *         .withMaxToKeep(3)
 *         .withSaveIntervalSteps(100)
 *         .withBest(metrics -> metrics.get("accuracy"), BestMode.MAX);
 * }</pre>
 *
 * @param saveIntervalSteps multiples of this are saved; the first step of a folder always is
 * @param saveOnSteps steps that are saved besides
 * @param maxToKeep how many steps are kept, the latest or, with {@code best}, the best; all when
 *     empty
 * @param keepPeriod multiples of this are kept for ever; none when empty
 * @param best the number by which steps are compared, of a step's metrics
 * @param bestMode whether the smaller or the larger number is the better
 * @param keepsStepsWithoutMetrics whether, with {@code best}, steps without metrics are kept for
 *     ever
 * @param async whether saving goes on in the background
 */
public record CheckpointManagerOptions(
    int saveIntervalSteps,
    Set<Long> saveOnSteps,
    OptionalInt maxToKeep,
    OptionalLong keepPeriod,
    Optional<ToDoubleFunction<Map<String, Double>>> best,
    BestMode bestMode,
    boolean keepsStepsWithoutMetrics,
    boolean async) {

  /**
   * Checked options.
   *
   * @throws CheckpointException when an interval, a period or a number to keep is below 1
   */
  public CheckpointManagerOptions {
    require("saveIntervalSteps", saveIntervalSteps);
    maxToKeep.ifPresent(n -> require("maxToKeep", n));
    keepPeriod.ifPresent(n -> require("keepPeriod", n));
    saveOnSteps = Set.copyOf(saveOnSteps);
  }

  private static void require(String name, long value) {
    if (value < 1) {
      throw new CheckpointException(
          "CheckpointManagerOptions: " + name + " must be at least 1, got " + value);
    }
  }

  /** Every step is saved in the background, and kept. */
  public static CheckpointManagerOptions defaults() {
    return new CheckpointManagerOptions(
        1,
        Set.of(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        BestMode.MAX,
        true,
        true);
  }

  /** These options, saving multiples of a number of steps. */
  public CheckpointManagerOptions withSaveIntervalSteps(int steps) {
    return new CheckpointManagerOptions(
        steps, saveOnSteps, maxToKeep, keepPeriod, best, bestMode, keepsStepsWithoutMetrics, async);
  }

  /** These options, saving certain steps besides. */
  public CheckpointManagerOptions withSaveOnSteps(Set<Long> steps) {
    return new CheckpointManagerOptions(
        saveIntervalSteps,
        steps,
        maxToKeep,
        keepPeriod,
        best,
        bestMode,
        keepsStepsWithoutMetrics,
        async);
  }

  /** These options, keeping so many steps. */
  public CheckpointManagerOptions withMaxToKeep(int steps) {
    return new CheckpointManagerOptions(
        saveIntervalSteps,
        saveOnSteps,
        OptionalInt.of(steps),
        keepPeriod,
        best,
        bestMode,
        keepsStepsWithoutMetrics,
        async);
  }

  /** These options, keeping multiples of a number of steps for ever. */
  public CheckpointManagerOptions withKeepPeriod(long steps) {
    return new CheckpointManagerOptions(
        saveIntervalSteps,
        saveOnSteps,
        maxToKeep,
        OptionalLong.of(steps),
        best,
        bestMode,
        keepsStepsWithoutMetrics,
        async);
  }

  /** These options, keeping the best steps instead of the latest. */
  public CheckpointManagerOptions withBest(
      ToDoubleFunction<Map<String, Double>> best, BestMode mode) {
    return new CheckpointManagerOptions(
        saveIntervalSteps,
        saveOnSteps,
        maxToKeep,
        keepPeriod,
        Optional.of(best),
        mode,
        keepsStepsWithoutMetrics,
        async);
  }

  /** These options, where steps without metrics are the first to go. */
  public CheckpointManagerOptions withoutStepsWithoutMetrics() {
    return new CheckpointManagerOptions(
        saveIntervalSteps, saveOnSteps, maxToKeep, keepPeriod, best, bestMode, false, async);
  }

  /** These options, saving on the thread that calls. */
  public CheckpointManagerOptions withoutAsync() {
    return new CheckpointManagerOptions(
        saveIntervalSteps,
        saveOnSteps,
        maxToKeep,
        keepPeriod,
        best,
        bestMode,
        keepsStepsWithoutMetrics,
        false);
  }
}
