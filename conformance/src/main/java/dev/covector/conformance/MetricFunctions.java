package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.metrics.Averaging;
import dev.covector.metrics.ConfusionMatrix;
import dev.covector.metrics.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of {@code metrics}, which are of one batch. */
final class MetricFunctions {
  private MetricFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings metrics = new Bindings("metrics");
    metrics.one(
        "confusion_matrix",
        x -> Metrics.confusionMatrix(x.tensor(0), x.tensor(1), x.integer(2, "classes")));
    metrics.many("precision_recall_f1", MetricFunctions::scores);
    metrics.one(
        "top_k_accuracy", x -> Metrics.topKAccuracy(x.tensor(0), x.tensor(1), x.integer(2, "k")));
    metrics.binary("mean_squared_error", Metrics::meanSquaredError);
    metrics.binary("root_mean_squared_error", Metrics::rootMeanSquaredError);
    metrics.binary("mean_absolute_error", Metrics::meanAbsoluteError);
    metrics.binary("r2_score", Metrics::r2Score);
    return metrics;
  }

  private static List<Tensor> scores(Arguments x) {
    ConfusionMatrix confusion =
        ConfusionMatrix.of(x.tensor(0), x.tensor(1), x.integer(2, "classes"));
    Optional<Averaging> averaging =
        x.keyword("average", String.class)
            .map(name -> Averaging.valueOf(name.toUpperCase(Locale.ROOT)));
    return averaging
        .map(a -> List.of(confusion.precision(a), confusion.recall(a), confusion.f1(a)))
        .orElseGet(() -> List.of(confusion.precision(), confusion.recall(), confusion.f1()));
  }
}
