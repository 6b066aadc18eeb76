package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far distributions are from each other, and smoothed labels. Axes may be negative.
 *
 * <pre>{@code
 * Tensor predicted = Tensor.of(new float[] {0.5f, 0.5f}).log();
 * Tensor divergence = Optax.klDivergence(predicted, Tensor.of(new float[] {1, 0})); // log 2
 * }</pre>
 */
public class Divergences extends RegressionLosses {
  Divergences() {}

  /** The Kullback-Leibler divergence along the last axis. */
  public static Tensor klDivergence(Tensor logPredictions, Tensor targets) {
    return klDivergence(logPredictions, targets, -1);
  }

  /**
   * The Kullback-Leibler divergence along axes: {@code sum(targets (log targets - predictions))}.
   *
   * @param logPredictions the logarithms of the predicted probabilities
   * @param targets the probabilities
   */
  public static Tensor klDivergence(Tensor logPredictions, Tensor targets, int... axes) {
    return divergence(logPredictions, targets, null, axes);
  }

  /** The Kullback-Leibler divergence of the classes where a bool tensor is true. */
  public static Tensor klDivergence(
      Tensor logPredictions, Tensor targets, Tensor where, int... axes) {
    return divergence(logPredictions, targets, where, axes);
  }

  private static Tensor divergence(
      Tensor logPredictions, Tensor targets, @Nullable Tensor where, int... axes) {
    floating("kl_divergence", "predictions", logPredictions);
    floating("kl_divergence", "targets", targets);
    return Library.named(
        "kl_divergence",
        List.of(boxed(axes)),
        in -> {
          Tensor y = in.get(1);
          Tensor logarithms = Numpy.where(y.eq(0), 0, y.log());
          Tensor loss = y.times(logarithms.minus(in.get(0)));
          return sum(loss, where == null ? null : in.get(2), axes);
        },
        operands(where, logPredictions, targets));
  }

  /** The Kullback-Leibler divergence from logarithms along the last axis. */
  public static Tensor klDivergenceWithLogTargets(Tensor logPredictions, Tensor logTargets) {
    return klDivergenceWithLogTargets(logPredictions, logTargets, -1);
  }

  /** The Kullback-Leibler divergence from logarithms along axes. */
  public static Tensor klDivergenceWithLogTargets(
      Tensor logPredictions, Tensor logTargets, int... axes) {
    return logDivergence(logPredictions, logTargets, null, axes);
  }

  /** The same, of the classes where a bool tensor is true. */
  public static Tensor klDivergenceWithLogTargets(
      Tensor logPredictions, Tensor logTargets, Tensor where, int... axes) {
    return logDivergence(logPredictions, logTargets, where, axes);
  }

  private static Tensor logDivergence(
      Tensor logPredictions, Tensor logTargets, @Nullable Tensor where, int... axes) {
    floating("kl_divergence_with_log_targets", "predictions", logPredictions);
    floating("kl_divergence_with_log_targets", "targets", logTargets);
    return Library.named(
        "kl_divergence_with_log_targets",
        List.of(boxed(axes)),
        in -> {
          Tensor loss = in.get(1).exp().times(in.get(1).minus(in.get(0)));
          return sum(loss, where == null ? null : in.get(2), axes);
        },
        operands(where, logPredictions, logTargets));
  }

  /** The Kullback-Leibler divergence of measures that need not sum to 1, along the last axis. */
  public static Tensor generalizedKlDivergence(Tensor logPredictions, Tensor targets) {
    return generalizedKlDivergence(logPredictions, targets, -1);
  }

  /** The Kullback-Leibler divergence of measures that need not sum to 1, along axes. */
  public static Tensor generalizedKlDivergence(Tensor logPredictions, Tensor targets, int... axes) {
    return generalized(logPredictions, targets, null, axes);
  }

  /** The same, of the classes where a bool tensor is true. */
  public static Tensor generalizedKlDivergence(
      Tensor logPredictions, Tensor targets, Tensor where, int... axes) {
    return generalized(logPredictions, targets, where, axes);
  }

  private static Tensor generalized(
      Tensor logPredictions, Tensor targets, @Nullable Tensor where, int... axes) {
    return divergence(logPredictions, targets, where, axes)
        .plus(sum(logPredictions.exp().minus(targets), where, axes));
  }

  /** Another name of {@link #generalizedKlDivergence(Tensor, Tensor)}. */
  public static Tensor convexKlDivergence(Tensor logPredictions, Tensor targets) {
    return generalizedKlDivergence(logPredictions, targets);
  }

  /** Another name of {@link #generalizedKlDivergence(Tensor, Tensor, int...)}. */
  public static Tensor convexKlDivergence(Tensor logPredictions, Tensor targets, int... axes) {
    return generalizedKlDivergence(logPredictions, targets, axes);
  }

  /** Another name of {@link #generalizedKlDivergence(Tensor, Tensor, Tensor, int...)}. */
  public static Tensor convexKlDivergence(
      Tensor logPredictions, Tensor targets, Tensor where, int... axes) {
    return generalizedKlDivergence(logPredictions, targets, where, axes);
  }

  /**
   * Labels mixed with equal shares: {@code (1 - alpha) labels + alpha / classes}. Szegedy et al.
   * 2016, "Rethinking the Inception Architecture".
   *
   * @param labels the probabilities, classes along the last axis
   */
  public static Tensor smoothLabels(Tensor labels, double alpha) {
    return smoothLabels(labels, Tensor.of(alpha));
  }

  /** Labels of classes along the last axis, with a tensor for alpha. */
  public static Tensor smoothLabels(Tensor labels, Tensor alpha) {
    return smoothLabels(labels, alpha, -1);
  }

  /** Labels of classes along axes, mixed with equal shares. */
  public static Tensor smoothLabels(Tensor labels, double alpha, int... axes) {
    return smoothLabels(labels, Tensor.of(alpha), axes);
  }

  /** Labels of classes along axes, mixed with equal shares. */
  public static Tensor smoothLabels(Tensor labels, Tensor alpha, int... axes) {
    floating("smooth_labels", "labels", labels);
    int[] sizes = labels.shape().toArray();
    int classes =
        Arrays.stream(axes)
            .map(axis -> sizes[labels.shape().axis(axis, "smooth_labels")])
            .reduce(1, Math::multiplyExact);
    return Numpy.subtract(1.0, alpha).times(labels).plus(alpha.div(classes));
  }

  /** Labels of classes along axes, mixed with equal shares of those where a bool is true. */
  public static Tensor smoothLabels(Tensor labels, double alpha, Tensor where, int... axes) {
    return smoothLabels(labels, Tensor.of(alpha), where, axes);
  }

  /** Labels of classes along axes, mixed with equal shares of those where a bool is true. */
  public static Tensor smoothLabels(Tensor labels, Tensor alpha, Tensor where, int... axes) {
    floating("smooth_labels", "labels", labels);
    Tensor classes = Numpy.sum(where.astype(DType.I32), Over.axes(axes).keepDims());
    return Numpy.subtract(1.0, alpha).times(labels).plus(alpha.div(classes));
  }
}
