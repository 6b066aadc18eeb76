package dev.covector.numpy;

import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** Values between known points. */
public class NumpyInterpolation extends NumpySignals {
  NumpyInterpolation() {}

  /**
   * The value at x of the line through points in rising order; beyond the ends, that of the end.
   *
   * @param x where, of any shape
   * @param positions of the points, one axis, rising
   * @param values at the points, one axis
   * @throws ShapeException when positions and values have not one axis of the same size
   */
  public static Tensor interp(Tensor x, Tensor positions, Tensor values) {
    if (positions.rank() != 1 || !positions.shape().equals(values.shape()) || values.size() == 0) {
      throw new ShapeException(
          "interp: the positions are "
              + positions.type()
              + " and the values "
              + values.type()
              + "; both must have one axis of the same size, at least 1");
    }
    return Library.named(
        "interp",
        List.of(),
        in -> {
          List<Tensor> places =
              Promotion.promote("interp", Promotion.toInexact("interp", in.subList(0, 2)));
          Tensor heights = Promotion.toInexact("interp", in.subList(2, 3)).getFirst();
          return line(places.get(0), places.get(1), heights);
        },
        x,
        positions,
        values);
  }

  private static Tensor line(Tensor x, Tensor positions, Tensor values) {
    int points = positions.shape().dim(0);
    Tensor first = at(values, 0);
    Tensor last = at(values, points - 1);
    if (points == 1) {
      return Lax.broadcast(first, x.shape());
    }
    Shape pairs = x.shape().insert(x.rank(), points);
    Tensor isBefore = Lax.le(row(positions, pairs), column(x, pairs));
    Tensor passed = Lax.reduceSum(Lax.convert(isBefore, Defaults.integer()), List.of(x.rank()));
    Tensor segment =
        Lax.min(
            Lax.max(Lax.sub(passed, like(passed, 1)), like(passed, 0)), like(passed, points - 2));
    Tensor x0 = pick(Lax.sliceInDim(positions, 0, points - 1, 0), segment);
    Tensor x1 = pick(Lax.sliceInDim(positions, 1, points, 0), segment);
    Tensor y0 = pick(Lax.sliceInDim(values, 0, points - 1, 0), segment);
    Tensor y1 = pick(Lax.sliceInDim(values, 1, points, 0), segment);
    Tensor width = Lax.sub(x1, x0);
    // as JAX: a step narrower than this counts as none, so that its slope makes no NaN
    double narrow = x.dtype().bits() == 64 ? Math.ulp(Math.ulp(1.0)) : Math.ulp(Math.ulp(1f));
    Tensor isStep = Lax.le(Lax.abs(width), like(width, narrow));
    Tensor share = Lax.div(Lax.sub(x, x0), Lax.select(isStep, like(width, 1), width));
    Tensor rise = Lax.mul(Lax.convert(share, y0.dtype()), Lax.sub(y1, y0));
    Tensor inside = Lax.select(isStep, y0, Lax.add(y0, rise));
    Tensor isLeft = Lax.lt(x, Lax.broadcast(at(positions, 0), x.shape()));
    Tensor isRight = Lax.gt(x, Lax.broadcast(at(positions, points - 1), x.shape()));
    Tensor left = Lax.select(isLeft, Lax.broadcast(first, x.shape()), inside);
    return Lax.select(isRight, Lax.broadcast(last, x.shape()), left);
  }

  private static Tensor at(Tensor x, int index) {
    return Lax.reshape(Lax.sliceInDim(x, index, index + 1, 0), Shape.SCALAR);
  }

  private static Tensor row(Tensor x, Shape pairs) {
    return Lax.broadcastInDim(x, pairs, pairs.rank() - 1);
  }

  private static Tensor column(Tensor x, Shape pairs) {
    int[] axes = new int[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return Lax.broadcastInDim(x, pairs, axes);
  }

  /** The element of a sequence at each index: a sum in which all others are 0. */
  private static Tensor pick(Tensor sequence, Tensor index) {
    Shape pairs = index.shape().insert(index.rank(), sequence.shape().dim(0));
    Tensor count = Lax.broadcastedIota(index.dtype(), pairs, index.rank());
    Tensor isWanted = Lax.eq(column(index, pairs), count);
    Tensor spread = row(sequence, pairs);
    Tensor kept = Lax.select(isWanted, spread, like(spread, 0));
    return Lax.reduceSum(kept, List.of(index.rank()));
  }
}
