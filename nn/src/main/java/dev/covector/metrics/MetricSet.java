package dev.covector.metrics;

import dev.covector.CovectorException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several metrics of the same batches, by name.
 *
 * <pre>{@code
 * Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
 * Tensor labels = Tensor.of(new int[] {1, 1});
 * MetricSet batch =
 *     new MetricSet(
 *         Map.of(
 *             "accuracy", Average.of(Metrics.correct(logits, labels)),
 *             "loss", Average.of(Tensor.of(2f))));
 * MetricSet epoch = batch.merge(batch);
 * System.out.println(epoch.compute().keySet());
 * }</pre>
 *
 * @param metrics by name
 */
public record MetricSet(Map<String, Accumulator<?>> metrics) implements Accumulator<MetricSet> {
  /**
   * All metrics merged with those of the same names.
   *
   * @throws CovectorException when the names or the kinds of metrics differ
   */
  @Override
  public MetricSet merge(MetricSet other) {
    if (!metrics.keySet().equals(other.metrics.keySet())) {
      throw new CovectorException(
          "merge: the metrics are %s and %s".formatted(metrics.keySet(), other.metrics.keySet()));
    }
    Map<String, Accumulator<?>> merged = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> merged.put(name, both(name, metric, other)));
    return new MetricSet(merged);
  }

  private static <M extends Accumulator<M>> Accumulator<?> both(
      String name, Accumulator<M> metric, MetricSet other) {
    Accumulator<?> partner = other.metrics.get(name);
    if (partner == null || partner.getClass() != metric.getClass()) {
      throw new CovectorException(
          "merge: '%s' is of another kind: %s and %s".formatted(name, metric, partner));
    }
    @SuppressWarnings("unchecked") // of the same class, which M is
    M same = (M) partner;
    return metric.merge(same);
  }

  /** What each metric computes, by name. */
  @Override
  public Map<String, Object> compute() {
    Map<String, Object> results = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> results.put(name, metric.compute()));
    return results;
  }
}
