package dev.covector.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which steps are worth keeping, as Orbax decides it. */
final class Retention {
  private final CheckpointManagerOptions options;

  Retention(CheckpointManagerOptions options) {
    this.options = options;
  }

  /**
   * A step and how good it is.
   *
   * @param step its number
   * @param metrics empty when it was saved without
   */
  record Rated(long step, Map<String, Double> metrics) {}

  /** The steps to be deleted, of all there are, in ascending order. */
  List<Long> superfluous(List<Rated> steps) {
    int most = options.maxToKeep().orElse(Integer.MAX_VALUE);
    if (steps.size() <= most) {
      return List.of();
    }
    Set<Long> kept = new HashSet<>();
    options
        .keepPeriod()
        .ifPresent(
            period ->
                steps.stream().map(Rated::step).filter(s -> s % period == 0).forEach(kept::add));
    if (options.best().isPresent()) {
      List<Rated> rated = fromWorstToBest(steps);
      latest(rated, most).forEach(step -> kept.add(step.step()));
      if (options.keepsStepsWithoutMetrics()) {
        steps.stream()
            .filter(step -> step.metrics().isEmpty())
            .forEach(step -> kept.add(step.step()));
      }
    } else {
      latest(steps, most).forEach(step -> kept.add(step.step()));
    }
    return steps.stream().map(Rated::step).filter(step -> !kept.contains(step)).toList();
  }

  /** The best of all steps that have metrics; the later one of two that are equal. */
  Optional<Rated> best(List<Rated> steps) {
    List<Rated> rated = fromWorstToBest(steps);
    return rated.isEmpty() ? Optional.empty() : Optional.of(rated.getLast());
  }

  private static List<Rated> latest(List<Rated> steps, int most) {
    return steps.subList(Math.max(0, steps.size() - most), steps.size());
  }

  private List<Rated> fromWorstToBest(List<Rated> steps) {
    List<Rated> rated = new ArrayList<>();
    for (Rated step : steps) {
      if (!step.metrics().isEmpty()) {
        rated.add(step);
      }
    }
    rated.sort(Comparator.comparingDouble(this::score));
    return rated;
  }

  /** Larger is better; what is not a number is worst. */
  private double score(Rated step) {
    double value = options.best().orElseThrow().applyAsDouble(step.metrics());
    double score = options.bestMode() == BestMode.MAX ? value : -value;
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0; // no negative zero
  }
}
