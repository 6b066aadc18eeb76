package dev.covector.optim;

import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Losses of numbers against numbers, element by element or along axes.
 *
 * <pre>{@code
 * Tensor predictions = Tensor.of(new float[] {1, 2.5f});
 * Tensor loss = Optax.huberLoss(predictions, Tensor.of(new float[] {1, 5})).mean(); // 1.0
 * }</pre>
 */
public class RegressionLosses extends Schedules {
  RegressionLosses() {}

  static Tensor floating(String op, String what, Tensor x) {
    if (!x.dtype().isFloating()) {
      throw new DTypeException(
          op
              + ": the "
              + what
              + " are "
              + x.type()
              + "; they must be floating: convert with astype(DType.F32)");
    }
    return x;
  }

  static void sameShape(String op, String first, Tensor x, String second, Tensor y) {
    if (!x.shape().equals(y.shape())) {
      throw new ShapeException(
          op
              + ": the "
              + first
              + " are "
              + x.type()
              + ", the "
              + second
              + " "
              + y.type()
              + "; they must have the same shape");
    }
  }

  static List<Integer> boxed(int... axes) {
    return Arrays.stream(axes).boxed().toList();
  }

  /** The sum along axes, of the elements where a mask is true if there is one. */
  static Tensor sum(Tensor x, @Nullable Tensor where, int... axes) {
    Over over = Over.axes(axes);
    return Numpy.sum(x, where == null ? over : over.where(where));
  }

  /** A mask without the axes of the classes gets them. */
  static @Nullable Tensor withAxes(@Nullable Tensor where, Tensor x, int... axes) {
    return where == null || where.rank() == x.rank() ? where : Numpy.expandDims(where, axes);
  }

  static Tensor[] operands(@Nullable Tensor where, Tensor... tensors) {
    if (where == null) {
      return tensors;
    }
    Tensor[] all = Arrays.copyOf(tensors, tensors.length + 1);
    all[tensors.length] = where;
    return all;
  }

  /** The square of the error, element by element. */
  public static Tensor squaredError(Tensor predictions, Tensor targets) {
    floating("squared_error", "predictions", predictions);
    sameShape("squared_error", "predictions", predictions, "targets", targets);
    return Library.named(
        "squared_error",
        List.of(),
        in -> in.get(0).minus(in.get(1)).square(),
        predictions,
        targets);
  }

  /** The square of the error, when predictions are errors already. */
  public static Tensor squaredError(Tensor errors) {
    return floating("squared_error", "predictions", errors).square();
  }

  /** Half the square of the error, element by element. */
  public static Tensor l2Loss(Tensor predictions, Tensor targets) {
    floating("l2_loss", "predictions", predictions);
    sameShape("l2_loss", "predictions", predictions, "targets", targets);
    return Library.named(
        "l2_loss",
        List.of(),
        in -> in.get(0).minus(in.get(1)).square().times(0.5),
        predictions,
        targets);
  }

  /** Half the square of the error, when predictions are errors already. */
  public static Tensor l2Loss(Tensor errors) {
    return squaredError(errors).times(0.5);
  }

  /** The Huber loss with delta 1. */
  public static Tensor huberLoss(Tensor predictions, Tensor targets) {
    return huberLoss(predictions, targets, 1);
  }

  /** Half the square of errors up to {@code delta}, and a line beyond. Huber 1964. */
  public static Tensor huberLoss(Tensor predictions, Tensor targets, double delta) {
    floating("huber_loss", "predictions", predictions);
    return Library.named(
        "huber_loss",
        List.of(delta),
        in -> {
          Tensor error = in.get(0).minus(in.get(1)).abs();
          Tensor quadratic = Numpy.minimum(error, delta);
          Tensor linear = error.minus(quadratic);
          return quadratic.square().times(0.5).plus(linear.times(delta));
        },
        predictions,
        targets);
  }

  /** The Huber loss, when predictions are errors already. */
  public static Tensor huberLoss(Tensor errors, double delta) {
    return huberLoss(errors, Numpy.zerosLike(errors), delta);
  }

  /** The logarithm of the hyperbolic cosine of the error, when predictions are errors already. */
  public static Tensor logCosh(Tensor errors) {
    return logCosh(errors, Numpy.zerosLike(errors));
  }

  /** The logarithm of the hyperbolic cosine of the error: near 0 its square, far its amount. */
  public static Tensor logCosh(Tensor predictions, Tensor targets) {
    floating("log_cosh", "predictions", predictions);
    return Library.named(
        "log_cosh",
        List.of(),
        in -> {
          Tensor error = in.get(0).minus(in.get(1));
          return Numpy.logaddexp(error, error.unaryMinus()).minus(Math.log(2));
        },
        predictions,
        targets);
  }

  /** The cosine of the angle between vectors along the last axis. */
  public static Tensor cosineSimilarity(Tensor predictions, Tensor targets) {
    return cosineSimilarity(predictions, targets, 0, -1);
  }

  /**
   * The cosine of the angle between vectors along axes.
   *
   * @param epsilon the least squared norm; above 0 the gradient at 0 is finite
   */
  public static Tensor cosineSimilarity(
      Tensor predictions, Tensor targets, double epsilon, int... axes) {
    return cosine(predictions, targets, null, epsilon, axes);
  }

  /** The cosine of the angle between vectors, of the elements where a bool tensor is true. */
  public static Tensor cosineSimilarity(
      Tensor predictions, Tensor targets, Tensor where, double epsilon, int... axes) {
    return cosine(predictions, targets, where, epsilon, axes);
  }

  private static Tensor cosine(
      Tensor predictions, Tensor targets, @Nullable Tensor where, double epsilon, int... axes) {
    floating("cosine_similarity", "predictions", predictions);
    floating("cosine_similarity", "targets", targets);
    return Library.named(
        "cosine_similarity",
        List.of(epsilon, boxed(axes)),
        in -> {
          Tensor mask = where == null ? null : in.get(2);
          Tensor a = unit(in.get(0), mask, epsilon, axes);
          Tensor b = unit(in.get(1), mask, epsilon, axes);
          return sum(a.times(b), mask, axes);
        },
        operands(where, predictions, targets));
  }

  private static Tensor unit(Tensor x, @Nullable Tensor where, double epsilon, int... axes) {
    Over over = Over.axes(axes).keepDims();
    Tensor square = Numpy.sum(x.square(), where == null ? over : over.where(where));
    return x.div(Numpy.maximum(square, epsilon).sqrt());
  }

  /** 1 minus the cosine of the angle between vectors along the last axis. */
  public static Tensor cosineDistance(Tensor predictions, Tensor targets) {
    return cosineDistance(predictions, targets, 0, -1);
  }

  /** 1 minus the cosine of the angle between vectors along axes. */
  public static Tensor cosineDistance(
      Tensor predictions, Tensor targets, double epsilon, int... axes) {
    return Numpy.subtract(1.0, cosineSimilarity(predictions, targets, epsilon, axes));
  }

  /** 1 minus the cosine of the angle, of the elements where a bool tensor is true. */
  public static Tensor cosineDistance(
      Tensor predictions, Tensor targets, Tensor where, double epsilon, int... axes) {
    return Numpy.subtract(1.0, cosineSimilarity(predictions, targets, where, epsilon, axes));
  }
}
