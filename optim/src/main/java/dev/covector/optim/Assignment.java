package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * Pairs of rows and columns of a matrix of costs, at most one of each, whose costs have the
 * smallest sum.
 *
 * <p>Kuhn 1955, "The Hungarian Method for the Assignment Problem", by shortest augmenting paths:
 * Jonker & Volgenant 1987.
 *
 * <pre>{@code
 * Tensor cost = Tensor.of(new float[][] {{8, 4, 7}, {5, 2, 3}, {9, 6, 7}, {9, 4, 8}});
 * Assignment found = Assignment.hungarianAlgorithm(cost);
 * Tensor rows = found.rows(); // [0, 1, 3]
 * Tensor columns = found.columns(); // [0, 2, 1]
 * }</pre>
 *
 * @param rows the rows, ascending, of the default integer dtype
 * @param columns the column of each of them
 */
public record Assignment(Tensor rows, Tensor columns) {
  /** Prices of rows and columns, and the row of each column; 0 stands for none, for both. */
  record Matching(Tensor rowPrices, Tensor columnPrices, Tensor rowOf) {}

  /**
   * The shortest paths from a row that is to be matched.
   *
   * @param rowPrices of the rows
   * @param columnPrices of the columns
   * @param distances of the columns that are not reached
   * @param before the column before each
   * @param isReached the columns whose paths are known
   * @param column the one reached last
   */
  record Search(
      Tensor rowPrices,
      Tensor columnPrices,
      Tensor distances,
      Tensor before,
      Tensor isReached,
      Tensor column) {}

  /** A column, and the rows of all columns. */
  record Turn(Tensor rowOf, Tensor column) {}

  /**
   * The cheapest assignment.
   *
   * @param cost a matrix of finite numbers
   * @throws ShapeException when it is no matrix
   */
  public static Assignment hungarianAlgorithm(Tensor cost) {
    if (cost.rank() != 2) {
      throw new ShapeException(
          "hungarian_algorithm: the costs are " + cost.type() + "; they must be a matrix");
    }
    int[] sizes = cost.shape().toArray();
    if (sizes[0] == 0 || sizes[1] == 0) {
      Tensor none = Numpy.zeros(Shape.of(0), Defaults.integer());
      return new Assignment(none, none);
    }
    if (sizes[0] > sizes[1]) {
      Tensor rows = columns(cost.t());
      Tensor order = Numpy.argsort(rows);
      return new Assignment(
          Numpy.take(rows, order).astype(Defaults.integer()), order.astype(Defaults.integer()));
    }
    return new Assignment(
        Numpy.arange(sizes[0]).astype(Defaults.integer()),
        columns(cost).astype(Defaults.integer()));
  }

  /** The column of each row of a matrix that is not higher than wide. Both count from 1 inside. */
  private static Tensor columns(Tensor given) {
    int height = given.shape().toArray()[0];
    int width = given.shape().toArray()[1];
    Tensor cost = given.dtype().isFloating() ? given : given.astype(Defaults.floating());
    DType dtype = cost.dtype();
    Tensor padded = Numpy.concatenate(List.of(Numpy.zeros(Shape.of(height, 1), dtype), cost), 1);
    Matching start =
        new Matching(
            Numpy.zeros(Shape.of(height + 1), dtype),
            Numpy.zeros(Shape.of(width + 1), dtype),
            Numpy.zeros(Shape.of(width + 1), DType.I32));
    Matching all =
        Lax.foriLoop(0, height, (row, matching) -> matched(padded, row, matching), start);
    Tensor columnOf =
        Numpy.zeros(Shape.of(height + 1), DType.I32)
            .at(all.rowOf)
            .set(Lax.iota(DType.I32, width + 1));
    return Lax.sliceInDim(columnOf, 1, height + 1, 0).minus(1);
  }

  private static Matching matched(Tensor cost, Tensor row, Matching matching) {
    Tensor rowOf = matching.rowOf.at(0).set(row.plus(1));
    Tensor first = Counts.zero();
    Tensor infinite = Numpy.fullLike(matching.columnPrices, Double.POSITIVE_INFINITY);
    Search found =
        Lax.whileLoop(
            search -> at(rowOf, search.column).ne(0),
            search -> further(cost, rowOf, search),
            new Search(
                matching.rowPrices,
                matching.columnPrices,
                infinite,
                Numpy.zerosLike(rowOf),
                rowOf.lt(0),
                first));
    Turn last =
        Lax.whileLoop(
            turn -> turn.column.ne(0),
            turn -> {
              Tensor before = at(found.before, turn.column);
              return new Turn(turn.rowOf.at(turn.column).set(at(turn.rowOf, before)), before);
            },
            new Turn(rowOf, found.column));
    return new Matching(found.rowPrices, found.columnPrices, last.rowOf);
  }

  /** One more column reached: the nearest, after which prices make its path cost nothing. */
  private static Search further(Tensor cost, Tensor rowOf, Search s) {
    Tensor places = Lax.iota(DType.I32, Math.toIntExact(rowOf.size()));
    Tensor isReached = Numpy.logicalOr(s.isReached, places.eq(s.column));
    Tensor row = at(rowOf, s.column);
    Tensor reduced =
        Lax.dynamicIndexInDim(cost, row.minus(1), 0, false)
            .minus(at(s.rowPrices, row))
            .minus(s.columnPrices);
    Tensor isNearer = Numpy.logicalAnd(Numpy.logicalNot(isReached), reduced.lt(s.distances));
    Tensor distances = Numpy.where(isNearer, reduced, s.distances);
    Tensor before = Numpy.where(isNearer, s.column, s.before);
    Tensor open = Numpy.where(isReached, Double.POSITIVE_INFINITY, distances);
    Tensor nearest = Numpy.argmin(open, 0).astype(DType.I32);
    Tensor step = at(open, nearest);
    return new Search(
        s.rowPrices.at(rowOf).add(Numpy.where(isReached, step, 0.0)),
        Numpy.where(isReached, s.columnPrices.minus(step), s.columnPrices),
        Numpy.where(isReached, distances, distances.minus(step)),
        before,
        isReached,
        nearest);
  }

  private static Tensor at(Tensor x, Tensor index) {
    return Lax.dynamicIndexInDim(x, index, 0, false);
  }
}
