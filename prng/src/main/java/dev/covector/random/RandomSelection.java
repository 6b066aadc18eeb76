package dev.covector.random;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.stream.IntStream;

/** Permutations and samples of what is given. */
public class RandomSelection extends RandomScaled {
  RandomSelection() {}

  /**
   * 0, 1, ..., count - 1 in random order, of the default integer dtype.
   *
   * @throws ShapeException when the count is negative
   */
  public static Tensor permutation(Tensor key, int count) {
    Parameters.requireKey("permutation", key);
    DType dtype = Defaults.integer();
    return Library.inline(
        "permutation",
        List.of(Shape.of(count), dtype),
        in -> Shuffle.range(in.getFirst(), count, dtype),
        key);
  }

  /** The slices along axis 0 in random order. */
  public static Tensor permutation(Tensor key, Tensor x) {
    return permutation(key, x, 0);
  }

  /** The slices along an axis in random order. */
  public static Tensor permutation(Tensor key, Tensor x, int axis) {
    return permutation(key, x, axis, false);
  }

  /**
   * Slices along an axis in random order.
   *
   * @param key key[]
   * @param x of at least one axis
   * @param axis negative ones count from the end
   * @param independent whether each vector along the axis gets an order of its own
   * @return of x's type
   * @throws ShapeException when there is no such axis
   */
  public static Tensor permutation(Tensor key, Tensor x, int axis, boolean independent) {
    Parameters.requireKey("permutation", key);
    if (x.rank() == 0) {
      throw new ShapeException(
          "permutation: the operand is "
              + x.type()
              + "; it must have an axis, or give an int for a range");
    }
    int along = x.shape().axis(axis, "permutation");
    if (independent || x.rank() == 1) {
      return Shuffle.along(key, x, along);
    }
    return Library.inline(
        "permutation",
        List.of(along),
        in -> {
          Tensor rows = in.get(1);
          int count = rows.shape().dim(along);
          return Parameters.take(rows, Shuffle.range(in.get(0), count, DType.I32), along);
        },
        key,
        x);
  }

  /** Numbers below a count, with replacement, of the default integer dtype. */
  public static Tensor choice(Tensor key, int count, Shape shape) {
    return choice(key, count, shape, true);
  }

  /**
   * Numbers below a count, of the default integer dtype.
   *
   * @param replace whether a number may come twice
   * @throws CovectorException when there are not enough numbers to draw from
   */
  public static Tensor choice(Tensor key, int count, Shape shape, boolean replace) {
    requirePopulation(key, count, shape, replace);
    return Library.inline(
        "choice",
        List.of(count, shape, replace),
        in -> Choice.equal(in.getFirst(), count, shape, replace),
        key);
  }

  /**
   * Numbers below a count with given probabilities, of the default integer dtype; see {@link
   * #choice(Tensor, Tensor, Shape, boolean, Tensor, int)}.
   */
  public static Tensor choice(Tensor key, int count, Shape shape, boolean replace, Tensor p) {
    requirePopulation(key, count, shape, replace);
    requireProbabilities(p, count);
    return Library.inline(
        "choice",
        List.of(count, shape, replace),
        in -> Choice.weighted(in.get(0), in.get(1), shape, replace),
        key,
        p);
  }

  /** Slices along axis 0, with replacement. */
  public static Tensor choice(Tensor key, Tensor a, Shape shape) {
    return choice(key, a, shape, true);
  }

  /** Slices along axis 0. */
  public static Tensor choice(Tensor key, Tensor a, Shape shape, boolean replace) {
    return choice(key, a, shape, replace, 0);
  }

  /** Slices along an axis, each as likely as the others. */
  public static Tensor choice(Tensor key, Tensor a, Shape shape, boolean replace, int axis) {
    int along = requirePopulation(key, a, shape, replace, axis);
    return Library.inline(
        "choice",
        List.of(shape, replace, along),
        in -> {
          Tensor from = in.get(1);
          int count = from.shape().dim(along);
          return take(from, Choice.equal(in.get(0), count, shape, replace), along);
        },
        key,
        a);
  }

  /** Slices along axis 0 with given probabilities. */
  public static Tensor choice(Tensor key, Tensor a, Shape shape, boolean replace, Tensor p) {
    return choice(key, a, shape, replace, p, 0);
  }

  /**
   * Slices along an axis with given probabilities.
   *
   * <p>With replacement by the inverse of the distribution function; without by the k largest of
   * Gumbel samples added to the logarithms (Efraimidis and Spirakis 2006; Kool et al. 2019), where
   * more draws than probabilities above 0 have no meaning.
   *
   * @param key key[]
   * @param a of at least one axis
   * @param replace whether a slice may come twice
   * @param p real[n] for the size n of the axis; it need not sum to 1
   * @param axis negative ones count from the end
   * @return a's type, with the shape in place of the axis
   * @throws CovectorException when there are not enough slices to draw from
   * @throws ShapeException when there is no such axis, or p has another length
   */
  public static Tensor choice(
      Tensor key, Tensor a, Shape shape, boolean replace, Tensor p, int axis) {
    int along = requirePopulation(key, a, shape, replace, axis);
    requireProbabilities(p, a.shape().dim(along));
    return Library.inline(
        "choice",
        List.of(shape, replace, along),
        in -> take(in.get(1), Choice.weighted(in.get(0), in.get(2), shape, replace), along),
        key,
        a,
        p);
  }

  /** Slices at positions of any shape, which takes the place of the axis. */
  private static Tensor take(Tensor a, Tensor positions, int axis) {
    int[] before = a.shape().toArray();
    int[] sizes =
        IntStream.concat(
                IntStream.concat(
                    IntStream.range(0, axis).map(i -> before[i]),
                    IntStream.of(positions.shape().toArray())),
                IntStream.range(axis + 1, before.length).map(i -> before[i]))
            .toArray();
    Tensor flat = Lax.reshape(positions, Shape.of((int) positions.size()));
    return Lax.reshape(Parameters.take(a, flat, axis), Shape.of(sizes));
  }

  private static int requirePopulation(
      Tensor key, Tensor a, Shape shape, boolean replace, int axis) {
    if (a.rank() == 0) {
      throw new ShapeException(
          "choice: the operand is "
              + a.type()
              + "; it must have an axis, or give an int for a range");
    }
    int along = a.shape().axis(axis, "choice");
    requirePopulation(key, a.shape().dim(along), shape, replace);
    return along;
  }

  private static void requirePopulation(Tensor key, int count, Shape shape, boolean replace) {
    Parameters.requireKey("choice", key);
    if (count < 0 || count == 0 && shape.size() > 0) {
      throw new CovectorException(
          "choice: cannot draw shape "
              + shape
              + " from "
              + count
              + " elements; there must be at least one");
    }
    if (!replace && shape.size() > count) {
      throw new CovectorException(
          "choice: shape "
              + shape
              + " without replacement needs "
              + shape.size()
              + " elements, there are "
              + count
              + "; draw fewer, or with replacement");
    }
  }

  private static void requireProbabilities(Tensor p, int count) {
    if (!p.shape().equals(Shape.of(count))) {
      throw new ShapeException(
          "choice: p is "
              + p.type()
              + " for "
              + count
              + " elements; it must have one probability for each");
    }
  }
}
