package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.metrics.Metrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many {@code labels} the {@code logits} are greatest at; or, with a threshold, how many binary
 * labels they say.
 *
 * <pre>{@code
 * Accuracy accuracy = new Accuracy();
 * Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
 * accuracy.update(Map.of("logits", logits, "labels", Tensor.of(new int[] {1, 1})));
 * float half = accuracy.compute().toFloat(); // 0.5
 * }</pre>
 */
public final class Accuracy extends Average {
  private final @Nullable Double threshold;

  /** The accuracy among classes. */
  public Accuracy() {
    this.threshold = null;
  }

  /** The accuracy of two classes: a logit of at least the threshold means 1. */
  public Accuracy(double threshold) {
    this.threshold = threshold;
  }

  @Override
  public void update(Map<String, ?> values) {
    Tensor logits = (Tensor) require(values, "logits");
    Tensor labels = (Tensor) require(values, "labels");
    Tensor mask = (Tensor) values.get("mask");
    add(
        threshold == null
            ? Metrics.correct(logits, labels)
            : Metrics.correct(logits, labels, threshold),
        mask);
  }
}
