package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.conformance.NnxFunctions.Built;
import dev.covector.metrics.Moments;
import dev.covector.nnx.Accuracy;
import dev.covector.nnx.Average;
import dev.covector.nnx.Metric;
import dev.covector.nnx.MultiMetric;
import dev.covector.nnx.Welford;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of nnx. The inputs are those of the first batch, then of the next; the results are
 * those after each batch.
 */
final class NnxMetrics {
  private NnxMetrics() {}

  static Built<?> build(String name, LayerConfig config) {
    String masked = config.text("masked", "");
    return switch (name) {
      case "Accuracy" -> {
        double threshold = config.real("threshold", Double.NaN);
        Accuracy accuracy = Double.isNaN(threshold) ? new Accuracy() : new Accuracy(threshold);
        yield gathered(accuracy, masked, "logits", "labels");
      }
      case "Average" -> gathered(new Average(), masked, "values");
      case "Welford" -> gathered(new Welford(), masked, "values");
      case "MultiMetric" -> {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", new Accuracy());
        metrics.put("loss", new Average("loss"));
        if (masked.isEmpty()) {
          metrics.put("spread", new Welford("loss"));
        }
        yield gathered(new MultiMetric(metrics), masked, "logits", "labels", "loss");
      }
      default -> throw new NotBuiltException("nnx.metric(" + name + ")");
    };
  }

  /**
   * A metric and what it computes after each batch.
   *
   * @param masked {@code all} where the last input of a batch is the mask of all metrics, the name
   *     of one where it is the mask of that one, empty where there is none
   */
  private static Built<Metric> gathered(Metric metric, String masked, String... names) {
    int size = names.length + (masked.isEmpty() ? 0 : 1);
    return new Built<>(
        rngs -> metric,
        (m, in) -> {
          List<Tensor> results = new ArrayList<>();
          for (int first = 0; first < in.tensors().size(); first += size) {
            Map<String, Object> batch = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
              batch.put(names[i], in.tensors().get(first + i));
            }
            if (!masked.isEmpty()) {
              Tensor mask = in.tensors().get(first + size - 1);
              batch.put("mask", masked.equals("all") ? mask : Map.of(masked, mask));
            }
            m.update(batch);
            add(m.compute(), results);
          }
          return results;
        });
  }

  private static void add(Object result, List<Tensor> results) {
    switch (result) {
      case Tensor tensor -> results.add(tensor);
      case Moments.Statistics s ->
          results.addAll(List.of(s.mean(), s.standardErrorOfMean(), s.standardDeviation()));
      case Map<?, ?> map -> map.values().forEach(each -> add(each, results));
      default -> throw new IllegalStateException("a metric computes " + result);
    }
  }
}
