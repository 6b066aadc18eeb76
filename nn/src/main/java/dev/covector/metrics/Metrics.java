package dev.covector.metrics;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/**
 * Metrics of one batch: tensors in, tensors out. For several batches see {@link Accumulator}.
 *
 * <pre>{@code
 * Tensor logits = Tensor.of(new float[][] {{1, 2, 0}, {3, 0, 1}});
 * Tensor labels = Tensor.of(new int[] {1, 2});
 * float accuracy = Metrics.accuracy(logits, labels).toFloat(); // 0.5
 * float best2 = Metrics.topKAccuracy(logits, labels, 2).toFloat(); // 1
 * float f1 = Metrics.f1(Numpy.argmax(logits, -1), labels, 3, Averaging.MACRO).toFloat();
 * }</pre>
 */
public final class Metrics {
  private Metrics() {}

  /**
   * Where logits are greatest at the label.
   *
   * @param logits [..., classes]; of equal ones the first counts
   * @param labels integers[...]
   * @return bool[...]
   * @throws ShapeException when the logits do not have one more axis
   * @throws DTypeException when the labels are no integers
   */
  public static Tensor correct(Tensor logits, Tensor labels) {
    requireLabels("accuracy", labels);
    requireClasses("accuracy", logits, labels);
    return Numpy.equal(
        Lax.convert(Numpy.argmax(logits, -1), DType.I32), Lax.convert(labels, DType.I32));
  }

  /**
   * Where logits of two classes say the label: those of at least a threshold mean 1.
   *
   * @param logits [...]
   * @param labels integers[...], 0 or 1
   * @return bool[...]
   */
  public static Tensor correct(Tensor logits, Tensor labels, double threshold) {
    requireLabels("accuracy", labels);
    if (logits.rank() != labels.rank()) {
      throw new ShapeException(
          "accuracy: the logits are %s, the labels %s; logits must have as many axes"
              .formatted(logits.type(), labels.type()));
    }
    return Numpy.equal(Numpy.greaterEqual(logits, threshold), Numpy.greater(labels, 0));
  }

  /** The share of examples whose logits are greatest at the label: f32[]. */
  public static Tensor accuracy(Tensor logits, Tensor labels) {
    return Average.of(correct(logits, labels)).compute();
  }

  /**
   * Where the label is among the k greatest logits.
   *
   * @param logits [..., classes]; of equal ones the first count
   * @param labels integers[...]
   * @return bool[...]
   */
  public static Tensor correctInTopK(Tensor logits, Tensor labels, int k) {
    requireLabels("top_k_accuracy", labels);
    requireClasses("top_k_accuracy", logits, labels);
    Tensor best = Lax.convert(Numpy.topK(logits, k).indices(), DType.I32);
    return Numpy.any(Numpy.equal(best, Lax.convert(Numpy.expandDims(labels, -1), DType.I32)), -1);
  }

  /** The share of examples whose label is among the k greatest logits: f32[]. */
  public static Tensor topKAccuracy(Tensor logits, Tensor labels, int k) {
    return Average.of(correctInTopK(logits, labels, k)).compute();
  }

  /**
   * How often each class was taken for each.
   *
   * @param predictions integers, the classes that were predicted
   * @param labels integers of the same shape; an example of which either is no class does not count
   * @return i32[classes, classes], a row for each true class
   */
  public static Tensor confusionMatrix(Tensor predictions, Tensor labels, int classes) {
    requireLabels("confusion_matrix", labels);
    requireLabels("confusion_matrix", predictions);
    if (!predictions.shape().equals(labels.shape())) {
      throw new ShapeException(
          "confusion_matrix: the predictions are %s, the labels %s; they must have one shape (of logits take argmax first)"
              .formatted(predictions.type(), labels.type()));
    }
    // a product of one-hot rows: exact in f32 up to 2^24 examples, and out of range is nowhere
    Tensor actual = Functions.oneHot(labels.reshape(-1), classes, DType.F32, -1);
    Tensor predicted = Functions.oneHot(predictions.reshape(-1), classes, DType.F32, -1);
    return Lax.convert(Numpy.transpose(actual).dot(predicted), DType.I32);
  }

  /** The precision of all classes: f32[]; see {@link ConfusionMatrix#precision(Averaging)}. */
  public static Tensor precision(
      Tensor predictions, Tensor labels, int classes, Averaging averaging) {
    return ConfusionMatrix.of(predictions, labels, classes).precision(averaging);
  }

  /** The recall of all classes: f32[]; see {@link ConfusionMatrix#recall(Averaging)}. */
  public static Tensor recall(Tensor predictions, Tensor labels, int classes, Averaging averaging) {
    return ConfusionMatrix.of(predictions, labels, classes).recall(averaging);
  }

  /** The F1 score of all classes: f32[]; see {@link ConfusionMatrix#f1(Averaging)}. */
  public static Tensor f1(Tensor predictions, Tensor labels, int classes, Averaging averaging) {
    return ConfusionMatrix.of(predictions, labels, classes).f1(averaging);
  }

  /** The mean of squared differences; of any shape that is the same for both. */
  public static Tensor meanSquaredError(Tensor predictions, Tensor targets) {
    return Numpy.mean(difference("mean_squared_error", predictions, targets).square());
  }

  /** The root of the mean of squared differences. */
  public static Tensor rootMeanSquaredError(Tensor predictions, Tensor targets) {
    return Lax.sqrt(
        Numpy.mean(difference("root_mean_squared_error", predictions, targets).square()));
  }

  /** The mean of absolute differences. */
  public static Tensor meanAbsoluteError(Tensor predictions, Tensor targets) {
    return Numpy.mean(Numpy.abs(difference("mean_absolute_error", predictions, targets)));
  }

  /** The share of the targets' variance that the predictions explain (R²): at most 1. */
  public static Tensor r2Score(Tensor predictions, Tensor targets) {
    Tensor left = Numpy.sum(difference("r2_score", predictions, targets).square());
    Tensor all = Numpy.sum(targets.minus(Numpy.mean(targets)).square());
    return left.div(all).unaryMinus().plus(1);
  }

  private static Tensor difference(String op, Tensor predictions, Tensor targets) {
    if (!predictions.shape().equals(targets.shape())) {
      throw new ShapeException(
          "%s: the predictions are %s, the targets %s; they must have one shape"
              .formatted(op, predictions.type(), targets.type()));
    }
    return predictions.minus(targets);
  }

  private static void requireLabels(String op, Tensor labels) {
    if (!labels.dtype().isInteger()) {
      throw new DTypeException(
          op + ": the labels are " + labels.type() + "; they must be integers");
    }
  }

  private static void requireClasses(String op, Tensor logits, Tensor labels) {
    if (logits.rank() != labels.rank() + 1) {
      throw new ShapeException(
          "%s: the logits are %s, the labels %s; logits must have one more axis, of classes"
              .formatted(op, logits.type(), labels.type()));
    }
  }
}
