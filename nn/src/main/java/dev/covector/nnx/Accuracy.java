package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
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
    int rank = threshold == null ? labels.rank() + 1 : labels.rank();
    if (logits.rank() != rank) {
      throw new ShapeException(
          "Accuracy: the logits are %s, the labels %s; logits must have %s"
              .formatted(
                  logits.type(),
                  labels.type(),
                  threshold == null ? "one more axis, of classes" : "as many axes"));
    }
    if (!labels.dtype().isInteger()) {
      throw new DTypeException(
          "Accuracy: the labels are " + labels.type() + "; they must be integers");
    }
    Tensor classes = Lax.convert(labels, DType.I32);
    add(
        threshold == null
            ? Numpy.equal(Lax.convert(Numpy.argmax(logits, -1), DType.I32), classes)
            : Numpy.equal(Numpy.greaterEqual(logits, threshold), Numpy.greater(classes, 0)),
        mask);
  }
}
