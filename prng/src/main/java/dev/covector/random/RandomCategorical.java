package dev.covector.random;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;

/** Samples of categorical distributions. */
public class RandomCategorical extends RandomSelection {
  RandomCategorical() {}

  /** One sample for each distribution along the last axis. */
  public static Tensor categorical(Tensor key, Tensor logits) {
    return categorical(key, logits, -1);
  }

  /** One sample for each distribution along an axis. */
  public static Tensor categorical(Tensor key, Tensor logits, int axis) {
    int along = logits.shape().axis(axis, "categorical");
    return categorical(key, logits, axis, logits.shape().remove(along));
  }

  /** Independent samples; see {@link #categorical(Tensor, Tensor, int, Shape, boolean)}. */
  public static Tensor categorical(Tensor key, Tensor logits, int axis, Shape shape) {
    return categorical(key, logits, axis, shape, true);
  }

  /** Samples at low resolution. */
  public static Tensor categorical(
      Tensor key, Tensor logits, int axis, Shape shape, boolean replace) {
    return categorical(key, logits, axis, shape, replace, Resolution.LOW);
  }

  /**
   * Samples of categories, by the largest of Gumbel samples added to the logits; without
   * replacement by the k largest (Kool, van Hoof and Welling, <i>Stochastic Beams and Where to Find
   * Them</i>, 2019).
   *
   * @param key key[]
   * @param logits floating logarithms of probabilities, up to a constant
   * @param axis the axis of the categories; negative ones count from the end
   * @param shape the shape of the result: any leading axes, then those of the logits without the
   *     axis
   * @param replace whether the samples along the leading axes may repeat a category
   * @param resolution how small a probability counts
   * @return categories of the default integer dtype; without replacement of i32
   * @throws DTypeException when the logits are not floating
   * @throws ShapeException when there is no such axis, or the shape does not end in the logits'
   * @throws CovectorException when more samples without replacement are asked than there are
   *     categories
   */
  public static Tensor categorical(
      Tensor key, Tensor logits, int axis, Shape shape, boolean replace, Resolution resolution) {
    Parameters.requireKey("categorical", key);
    if (!logits.dtype().isFloating()) {
      throw new DTypeException(
          "categorical: the logits are " + logits.type() + "; they must be floating");
    }
    int along = logits.shape().axis(axis, "categorical");
    requireEnd(logits, along, shape, replace);
    int leading = shape.rank() - logits.rank() + 1;
    if (!replace) {
      requireCategories(logits.shape().dim(along), shape, leading);
    }
    DType dtype = Defaults.integer();
    return Library.inline(
        "categorical",
        List.of(along, shape, replace, resolution, dtype),
        in ->
            replace
                ? independent(in.get(0), in.get(1), along, shape, resolution, dtype)
                : distinct(in.get(0), in.get(1), along, shape, resolution),
        key,
        logits);
  }

  private static Tensor independent(
      Tensor key, Tensor logits, int axis, Shape shape, Resolution resolution, DType dtype) {
    int place = shape.rank() - logits.rank() + 1 + axis;
    Shape all = shape.insert(place, logits.shape().dim(axis));
    Tensor g = RandomContinuous.gumbel(key, all, logits.dtype(), resolution);
    return Lax.argmax(Lax.add(g, Parameters.stretch(logits, all)), place, dtype);
  }

  private static Tensor distinct(
      Tensor key, Tensor logits, int axis, Shape shape, Resolution resolution) {
    Tensor g = RandomContinuous.gumbel(key, logits.shape(), logits.dtype(), resolution);
    int last = logits.rank() - 1;
    int leading = shape.rank() - last;
    int draws = (int) leadingSize(shape, leading);
    Tensor noisy = Lax.moveAxis(Lax.add(g, logits), axis, last);
    Tensor indices = Lax.topK(noisy, draws).indices();
    return Lax.reshape(Lax.moveAxis(indices, last, 0), shape);
  }

  /** Checks that a shape ends in that of the distributions, which repeats only with replacement. */
  private static void requireEnd(Tensor logits, int axis, Shape shape, boolean repeats) {
    Shape batch = logits.shape().remove(axis);
    int leading = shape.rank() - batch.rank();
    boolean fits = leading >= 0;
    for (int i = 0; fits && i < batch.rank(); i++) {
      fits = batch.dim(i) == shape.dim(leading + i) || batch.dim(i) == 1 && repeats;
    }
    if (!fits) {
      throw new ShapeException(
          "categorical: the logits "
              + logits.type()
              + " have distributions of shape "
              + batch
              + "; the shape "
              + shape
              + " of the result must end in it");
    }
  }

  private static void requireCategories(int categories, Shape shape, int leading) {
    long draws = leadingSize(shape, leading);
    if (draws > categories) {
      throw new CovectorException(
          "categorical: shape "
              + shape
              + " without replacement needs "
              + draws
              + " categories, there are "
              + categories
              + "; draw fewer, or with replacement");
    }
  }

  private static long leadingSize(Shape shape, int leading) {
    return Shape.of(Arrays.copyOf(shape.toArray(), leading)).size();
  }
}
