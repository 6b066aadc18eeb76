package dev.covector.optim;

import dev.covector.Covector;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Losses of scores against classes. Axes may be negative.
 *
 * <pre>{@code
 * Tensor logits = Tensor.of(new float[][] {{2, 0, -1}, {0, 1, 3}});
 * Tensor loss = Optax.softmaxCrossEntropyWithIntegerLabels(logits, Tensor.of(new int[] {0, 2})).mean();
 * }</pre>
 */
public class ClassificationLosses extends Divergences {
  ClassificationLosses() {}

  /**
   * The cross entropy of independent yes-or-no questions, element by element: {@code -labels log p
   * - (1 - labels) log(1 - p)}.
   *
   * @param logits the scores
   * @param labels 0, 1, or probabilities; any dtype
   */
  public static Tensor sigmoidBinaryCrossEntropy(Tensor logits, Tensor labels) {
    floating("sigmoid_binary_cross_entropy", "logits", logits);
    return Library.named(
        "sigmoid_binary_cross_entropy",
        List.of(),
        in -> binaryCrossEntropy(in.get(0), in.get(1).astype(in.get(0).dtype())),
        logits,
        labels);
  }

  private static Tensor binaryCrossEntropy(Tensor x, Tensor y) {
    Tensor yes = Functions.logSigmoid(x);
    Tensor no = Functions.logSigmoid(x.unaryMinus());
    return y.unaryMinus().times(yes).minus(Numpy.subtract(1.0, y).times(no));
  }

  /** The focal loss with gamma 2 and no weights of classes. */
  public static Tensor sigmoidFocalLoss(Tensor logits, Tensor labels) {
    return sigmoidFocalLoss(logits, labels, OptionalDouble.empty(), 2);
  }

  /**
   * The binary cross entropy with less weight for what is easy: times {@code (1 - p_t)^gamma}. Lin
   * et al. 2017, "Focal Loss for Dense Object Detection".
   *
   * @param alpha the weight of positive labels; the negative have the rest
   */
  public static Tensor sigmoidFocalLoss(
      Tensor logits, Tensor labels, OptionalDouble alpha, double gamma) {
    floating("sigmoid_focal_loss", "logits", logits);
    return Library.named(
        "sigmoid_focal_loss",
        List.of(alpha, gamma),
        in -> {
          Tensor x = in.get(0);
          Tensor y = in.get(1).astype(x.dtype());
          Tensor wrong = Numpy.subtract(1.0, y);
          Tensor yes = Functions.logSigmoid(x);
          Tensor no = Functions.logSigmoid(x.unaryMinus());
          Tensor high = Lax.stopGradient(Numpy.maximum(yes, no));
          Tensor miss =
              wrong
                  .times(yes.minus(high).exp())
                  .plus(y.times(no.minus(high).exp()))
                  .log()
                  .plus(high);
          Tensor loss = binaryCrossEntropy(x, y).times(miss.times(gamma).exp());
          if (alpha.isEmpty()) {
            return loss;
          }
          double a = alpha.getAsDouble();
          return y.times(a).plus(wrong.times(1 - a)).times(loss);
        },
        logits,
        labels);
  }

  /** {@code max(0, 1 - outputs targets)} for targets -1 and 1. Cortes & Vapnik 1995. */
  public static Tensor hingeLoss(Tensor outputs, Tensor targets) {
    return Library.named(
        "hinge_loss",
        List.of(),
        in -> Numpy.maximum(0, Numpy.subtract(1, in.get(0).times(in.get(1)))),
        outputs,
        targets);
  }

  /** {@code max(0, -outputs targets)} for targets -1 and 1. Rosenblatt 1958. */
  public static Tensor perceptronLoss(Tensor outputs, Tensor targets) {
    sameShape("perceptron_loss", "outputs", outputs, "targets", targets);
    return Library.named(
        "perceptron_loss",
        List.of(),
        in -> Numpy.maximum(0, in.get(0).unaryMinus().times(in.get(1))),
        outputs,
        targets);
  }

  /** The binary sparsemax loss for labels 0 and 1. Martins & Astudillo 2016. */
  public static Tensor sparsemaxLoss(Tensor logits, Tensor labels) {
    return Library.named(
        "sparsemax_loss",
        List.of(),
        in -> Functions.sparsePlus(Numpy.where(in.get(1).ne(0), in.get(0).unaryMinus(), in.get(0))),
        logits,
        labels);
  }

  /** The cross entropy of distributions along the last axis. */
  public static Tensor softmaxCrossEntropy(Tensor logits, Tensor labels) {
    return softmaxCrossEntropy(logits, labels, -1);
  }

  /**
   * The cross entropy of distributions along axes: {@code -sum(labels log softmax(logits))}.
   *
   * @param logits the scores
   * @param labels the probabilities
   */
  public static Tensor softmaxCrossEntropy(Tensor logits, Tensor labels, int... axes) {
    return crossEntropy(logits, labels, null, axes);
  }

  /** The cross entropy of the classes where a bool tensor is true. */
  public static Tensor softmaxCrossEntropy(
      Tensor logits, Tensor labels, Tensor where, int... axes) {
    return crossEntropy(logits, labels, where, axes);
  }

  private static Tensor crossEntropy(
      Tensor logits, Tensor labels, @Nullable Tensor given, int... axes) {
    floating("softmax_cross_entropy", "logits", logits);
    Tensor where = withAxes(given, logits, axes);
    return Library.named(
        "softmax_cross_entropy",
        List.of(boxed(axes)),
        in -> {
          Tensor x = in.get(0);
          Tensor mask = where == null ? null : in.get(2);
          Tensor logarithms =
              mask == null ? Functions.logSoftmax(x, axes) : Functions.logSoftmax(x, mask, axes);
          return sum(in.get(1).times(logarithms), mask, axes).unaryMinus();
        },
        operands(where, logits, labels));
  }

  /** The cross entropy whose gradient is finite for logits of -inf with labels 0. */
  public static Tensor safeSoftmaxCrossEntropy(Tensor logits, Tensor labels) {
    floating("safe_softmax_cross_entropy", "logits", logits);
    return WeightedLogSoftmax.of(logits, labels).sum(-1).unaryMinus();
  }

  /** The cross entropy with the index of the right class, classes along the last axis. */
  public static Tensor softmaxCrossEntropyWithIntegerLabels(Tensor logits, Tensor labels) {
    return softmaxCrossEntropyWithIntegerLabels(logits, labels, -1);
  }

  /**
   * The cross entropy with the index of the right class.
   *
   * @param logits the scores
   * @param labels integers of the shape of the logits without the axis
   * @param axis the axis of the classes
   */
  public static Tensor softmaxCrossEntropyWithIntegerLabels(
      Tensor logits, Tensor labels, int axis) {
    return indexed(logits, labels, null, axis);
  }

  /** The cross entropy with the index of the right class among those where a bool is true. */
  public static Tensor softmaxCrossEntropyWithIntegerLabels(
      Tensor logits, Tensor labels, Tensor where, int axis) {
    return indexed(logits, labels, where, axis);
  }

  /**
   * The cross entropy with the index of the right class, where classes are along several axes: the
   * index counts through the first of them slowest.
   *
   * @param where a bool tensor that is true for the classes that count; null for all
   */
  public static Tensor softmaxCrossEntropyWithIntegerLabels(
      Tensor logits, Tensor labels, @Nullable Tensor where, List<Integer> axes) {
    String op = "softmax_cross_entropy_with_integer_labels";
    int[] places = axes.stream().mapToInt(axis -> logits.shape().axis(axis, op)).toArray();
    Tensor mask = withAxes(where, logits, places);
    return indexed(
        together(logits, places), labels, mask == null ? null : together(mask, places), -1);
  }

  /** The axes moved to the end, as one. */
  private static Tensor together(Tensor x, int[] axes) {
    int[] others =
        IntStream.range(0, x.rank())
            .filter(axis -> Arrays.stream(axes).noneMatch(moved -> moved == axis))
            .toArray();
    int[] order = IntStream.concat(Arrays.stream(others), Arrays.stream(axes)).toArray();
    int[] shape =
        IntStream.concat(
                Arrays.stream(others).map(axis -> x.shape().toArray()[axis]), IntStream.of(-1))
            .toArray();
    return x.transpose(order).reshape(shape);
  }

  private static Tensor indexed(Tensor logits, Tensor labels, @Nullable Tensor given, int axis) {
    String op = "softmax_cross_entropy_with_integer_labels";
    Tensor where = withAxes(given, logits, axis);
    floating(op, "logits", logits);
    if (!labels.dtype().isInteger()) {
      throw new DTypeException(
          op
              + ": the labels are "
              + labels.type()
              + "; they must be integers, the index of the class (softmaxCrossEntropy takes"
              + " distributions)");
    }
    int place = logits.shape().axis(axis, op);
    requireLabels(op, logits, labels, place);
    return Library.named(
        op,
        List.of(place),
        in -> {
          Tensor x = in.get(0);
          Tensor index = in.get(1).expandDims(place);
          Tensor right = Numpy.takeAlongAxis(x, index, place).squeeze(place);
          if (where == null) {
            return Functions.logsumexp(x, place).minus(right);
          }
          Tensor mask = in.get(2);
          Tensor all = Functions.logsumexp(x, Over.axes(place).where(mask));
          Tensor any = Numpy.broadcastTo(mask, x.shape()).any(place);
          return Numpy.where(any, all.minus(right), 0.0);
        },
        operands(where, logits, labels));
  }

  private static void requireLabels(String op, Tensor logits, Tensor labels, int place) {
    int rank = labels.rank();
    boolean fits = rank == logits.rank() - 1;
    for (int axis = 0; fits && axis < rank; axis++) {
      int size = labels.shape().dim(axis);
      int examples = logits.shape().dim(axis < place ? axis : axis + 1);
      fits = size == examples || size == 1 || examples == 1;
    }
    if (!fits) {
      throw new ShapeException(
          "%s: the logits are %s with classes along axis %d, the labels %s; the labels must have the shape of the logits without that axis"
              .formatted(op, logits.type(), place, labels.type()));
    }
  }

  /** The largest margin that a wrong class has, with 1 for the right one. */
  public static Tensor multiclassHingeLoss(Tensor scores, Tensor labels) {
    return Library.named(
        "multiclass_hinge_loss",
        List.of(),
        in -> {
          Tensor x = in.get(0);
          Tensor right = oneHot(in.get(1), x);
          return x.plus(1.0).minus(right).max(-1).minus(x.times(right).sum(-1));
        },
        scores,
        labels);
  }

  /** How far the right class is below the best. */
  public static Tensor multiclassPerceptronLoss(Tensor scores, Tensor labels) {
    return Library.named(
        "multiclass_perceptron_loss",
        List.of(),
        in -> {
          Tensor x = in.get(0);
          return x.max(-1).minus(x.times(oneHot(in.get(1), x)).sum(-1));
        },
        scores,
        labels);
  }

  private static Tensor oneHot(Tensor labels, Tensor scores) {
    int[] sizes = scores.shape().toArray();
    return Functions.oneHot(labels, sizes[sizes.length - 1]);
  }

  /**
   * The sparsemax loss. Martins & Astudillo 2016, "From Softmax to Sparsemax".
   *
   * @param scores of shape (examples, classes)
   * @param labels the index of the right class of each example
   */
  public static Tensor multiclassSparsemaxLoss(Tensor scores, Tensor labels) {
    return Covector.vmap(ClassificationLosses::sparsemax).apply(scores, labels);
  }

  private static Tensor sparsemax(Tensor scores, Tensor label) {
    Tensor shares = Projections.simplex(scores, 1);
    Tensor right = oneHot(label, scores);
    Tensor shifted = scores.minus(scores.times(right).sum());
    Tensor cleared = Numpy.where(Numpy.logicalAnd(shares.ne(0), right.eq(0)), shifted, 0.0);
    return shares.dot(cleared).plus(Numpy.subtract(1.0, shares.dot(shares)).times(0.5));
  }

  /** The cross entropy plus {@code 2 (1 - p)} along the last axis. */
  public static Tensor polyLossCrossEntropy(Tensor logits, Tensor labels) {
    return polyLossCrossEntropy(logits, labels, 2, -1);
  }

  /**
   * The cross entropy plus {@code epsilon (1 - p)}. Leng et al. 2022, "PolyLoss".
   *
   * @param labels the probabilities
   */
  public static Tensor polyLossCrossEntropy(
      Tensor logits, Tensor labels, double epsilon, int... axes) {
    return poly(logits, labels, null, epsilon, axes);
  }

  /** The same, of the classes where a bool tensor is true. */
  public static Tensor polyLossCrossEntropy(
      Tensor logits, Tensor labels, Tensor where, double epsilon, int... axes) {
    return poly(logits, labels, where, epsilon, axes);
  }

  private static Tensor poly(
      Tensor logits, Tensor labels, @Nullable Tensor where, double epsilon, int... axes) {
    floating("poly_loss_cross_entropy", "logits", logits);
    floating("poly_loss_cross_entropy", "labels", labels);
    Tensor shares =
        where == null ? Functions.softmax(logits, axes) : Functions.softmax(logits, where, axes);
    Tensor missing = sum(labels.times(Numpy.subtract(1, shares)), where, axes);
    return crossEntropy(logits, labels, where, axes).plus(missing.times(epsilon));
  }
}
