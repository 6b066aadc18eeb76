package dev.covector.metrics;

/**
 * How figures of classes become one.
 *
 * <pre>{@code
 * Tensor labels = Tensor.of(new int[] {0, 0, 1});
 * ConfusionMatrix confusion = ConfusionMatrix.of(Tensor.of(new int[] {0, 1, 1}), labels, 2);
 * float macro = confusion.recall(Averaging.MACRO).toFloat(); // 0.75
 * }</pre>
 */
public enum Averaging {
  /** Of all decisions together; for one label for each example, this is the accuracy. */
  MICRO,
  /** The mean over classes. */
  MACRO,
  /** The mean over classes, weighted by how many examples each has. */
  WEIGHTED
}
