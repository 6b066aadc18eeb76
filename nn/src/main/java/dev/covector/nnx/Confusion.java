package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.metrics.ConfusionMatrix;
import dev.covector.numpy.Numpy;
import java.util.Map;

/**
 * How often each class was taken for each, and with it precision, recall and F1 of all batches.
 *
 * <pre>{@code
 * Confusion confusion = new Confusion(2);
 * Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
 * confusion.update(Map.of("logits", logits, "labels", Tensor.of(new int[] {1, 1})));
 * Tensor recall = confusion.compute().recall(); // of class 0: 0, of class 1: 0.5
 * System.out.println(confusion.compute());
 * }</pre>
 */
public final class Confusion extends Metric {
  private final int classes;
  private MetricState counts;

  /** No examples of so many classes. */
  public Confusion(int classes) {
    this.classes = classes;
    this.counts = new MetricState(ConfusionMatrix.empty(classes).counts());
  }

  @Override
  public void reset() {
    counts.set(ConfusionMatrix.empty(classes).counts());
  }

  /** Takes {@code logits} and {@code labels} in; or {@code predictions} instead of logits. */
  @Override
  public void update(Map<String, ?> values) {
    Tensor labels = (Tensor) require(values, "labels");
    Tensor predictions =
        values.containsKey("predictions")
            ? (Tensor) require(values, "predictions")
            : Numpy.argmax((Tensor) require(values, "logits"), -1);
    ConfusionMatrix batch = ConfusionMatrix.of(predictions, labels, classes);
    counts.update(before -> new ConfusionMatrix(before).merge(batch).counts());
  }

  @Override
  public ConfusionMatrix compute() {
    return new ConfusionMatrix(counts.get());
  }
}
