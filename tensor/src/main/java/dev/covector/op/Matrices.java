package dev.covector.op;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Products and parts of matrices with leading batch axes, for the rules of {@link MatrixOp}. */
final class Matrices {
  private Matrices() {}

  /** x y for each point of the leading axes, which both share. */
  static Tensor multiply(Tensor x, Tensor y) {
    int rank = x.rank();
    List<Integer> batch = IntStream.range(0, rank - 2).boxed().toList();
    return Lax.dotGeneral(x, y, List.of(rank - 1), List.of(rank - 2), batch, batch);
  }

  /** The last two axes exchanged. */
  static Tensor transpose(Tensor x) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.set(x.rank() - 2, x.rank() - 1);
    order.set(x.rank() - 1, x.rank() - 2);
    return Lax.transpose(x, order);
  }

  /** x on and below a diagonal, 0 above. */
  static Tensor lower(Tensor x, int offset) {
    Tensor row = Lax.broadcastedIota(DType.I32, x.shape(), x.rank() - 2);
    Tensor column = Lax.broadcastedIota(DType.I32, x.shape(), x.rank() - 1);
    Tensor within = Lax.le(column, Lax.add(row, Lax.fullLike(row, offset)));
    return Lax.select(within, x, Lax.fullLike(x, 0));
  }

  /** x on and above a diagonal, 0 below. */
  static Tensor upper(Tensor x, int offset) {
    Tensor row = Lax.broadcastedIota(DType.I32, x.shape(), x.rank() - 2);
    Tensor column = Lax.broadcastedIota(DType.I32, x.shape(), x.rank() - 1);
    Tensor within = Lax.ge(column, Lax.add(row, Lax.fullLike(row, offset)));
    return Lax.select(within, x, Lax.fullLike(x, 0));
  }

  /** The symmetric matrix that the lower triangle of x says. */
  static Tensor fromLower(Tensor x) {
    return Lax.add(lower(x, 0), transpose(lower(x, -1)));
  }

  /** Where row and column are the same. */
  static Tensor onDiagonal(Shape shape) {
    Tensor row = Lax.broadcastedIota(DType.I32, shape, shape.rank() - 2);
    Tensor column = Lax.broadcastedIota(DType.I32, shape, shape.rank() - 1);
    return Lax.eq(row, column);
  }

  /** Ones on the diagonal of a matrix like x. */
  static Tensor identity(Tensor x) {
    return Lax.select(onDiagonal(x.shape()), Lax.fullLike(x, 1), Lax.fullLike(x, 0));
  }

  /** The diagonal of a square matrix. */
  static Tensor diagonal(Tensor x) {
    Tensor alone = Lax.select(onDiagonal(x.shape()), x, Lax.fullLike(x, 0));
    return Lax.reduceSum(alone, List.of(x.rank() - 1));
  }

  /** A vector repeated in all rows: element j in column j. */
  static Tensor inColumns(Tensor vector, Shape shape) {
    return spread(vector, shape, shape.rank() - 1);
  }

  /** A vector repeated in all columns: element i in row i. */
  static Tensor inRows(Tensor vector, Shape shape) {
    return spread(vector, shape, shape.rank() - 2);
  }

  private static Tensor spread(Tensor vector, Shape shape, int last) {
    int[] axes = IntStream.range(0, vector.rank()).toArray();
    axes[axes.length - 1] = last;
    return Lax.broadcastInDim(vector, shape, axes);
  }
}
