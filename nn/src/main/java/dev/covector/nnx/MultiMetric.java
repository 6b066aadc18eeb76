package dev.covector.nnx;

import dev.covector.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several metrics of the same batches.
 *
 * <pre>{@code
 * MultiMetric metrics =
 *     new MultiMetric(Map.of("accuracy", new Accuracy(), "loss", new Average("loss")));
 * Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
 * Tensor labels = Tensor.of(new int[] {1, 1});
 * metrics.update(Map.of("loss", Tensor.of(2f), "logits", logits, "labels", labels));
 * Map<String, Object> results = metrics.compute(); // accuracy 0.5, loss 2
 * metrics.reset();
 * }</pre>
 */
public final class MultiMetric extends Metric {
  @PathName("")
  private Map<String, Metric> metrics;

  /** Metrics by name. */
  public MultiMetric(Map<String, ? extends Metric> metrics) {
    this.metrics = new LinkedHashMap<>(metrics);
  }

  /**
   * One of the metrics.
   *
   * @throws NnxException when there is none of the name
   */
  public Metric get(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new NnxException(
          "MultiMetric: there is no metric '" + name + "'; there are " + metrics.keySet());
    }
    return metric;
  }

  @Override
  public void reset() {
    metrics.values().forEach(Metric::reset);
  }

  /**
   * Takes a batch in.
   *
   * @param values by name; each metric takes its own. A {@code mask} is that of all metrics, or a
   *     map from the names of metrics to theirs
   */
  @Override
  public void update(Map<String, ?> values) {
    metrics.forEach((name, metric) -> metric.update(ownMask(name, values)));
  }

  private static Map<String, ?> ownMask(String metric, Map<String, ?> values) {
    if (!(values.get("mask") instanceof Map<?, ?> masks)) {
      return values;
    }
    Map<String, Object> own = new LinkedHashMap<>(values);
    own.remove("mask");
    if (masks.get(metric) instanceof Tensor mask) {
      own.put("mask", mask);
    }
    return own;
  }

  /** What each metric computes, by name. */
  @Override
  public Map<String, Object> compute() {
    Map<String, Object> results = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> results.put(name, metric.compute()));
    return results;
  }
}
