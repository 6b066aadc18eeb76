package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Diagonals and triangles of matrices; offset 0 is the main diagonal, positive ones lie above. */
public class NumpyDiagonals extends NumpyCreation {
  NumpyDiagonals() {}

  /** The identity matrix. */
  public static Tensor eye(int size) {
    return eye(size, size, 0, Defaults.floating());
  }

  /** Ones on the main diagonal of a matrix. */
  public static Tensor eye(int rows, int columns) {
    return eye(rows, columns, 0, Defaults.floating());
  }

  /** Ones on one diagonal of a matrix. */
  public static Tensor eye(int rows, int columns, int offset, DType dtype) {
    return Library.inline(
        "eye",
        List.of(rows, columns, offset, dtype),
        in -> Lax.convert(onDiagonal(Shape.of(rows, columns), offset), dtype));
  }

  /** The identity matrix. */
  public static Tensor identity(int size) {
    return eye(size);
  }

  /** Where column - row is the offset, over the last two axes of a shape; bool. */
  private static Tensor onDiagonal(Shape shape, int offset) {
    Tensor row = Lax.broadcastedIota(DType.I32, shape, -2);
    Tensor column = Lax.broadcastedIota(DType.I32, shape, -1);
    return Lax.eq(Lax.add(row, like(row, offset)), column);
  }

  /** Where column - row is at most the offset, over the last two axes of a shape; bool. */
  private static Tensor onOrBelow(Shape shape, int offset) {
    Tensor row = Lax.broadcastedIota(DType.I32, shape, -2);
    Tensor column = Lax.broadcastedIota(DType.I32, shape, -1);
    return Lax.ge(Lax.add(row, like(row, offset)), column);
  }

  /** Ones on and below the main diagonal of a matrix. */
  public static Tensor tri(int rows, int columns) {
    return tri(rows, columns, 0, DType.F32);
  }

  /** Ones on and below a diagonal of a matrix. */
  public static Tensor tri(int rows, int columns, int offset, DType dtype) {
    return Library.inline(
        "tri",
        List.of(rows, columns, offset, dtype),
        in -> Lax.convert(onOrBelow(Shape.of(rows, columns), offset), dtype));
  }

  /** x on and below the main diagonal, 0 above. */
  public static Tensor tril(Tensor x) {
    return tril(x, 0);
  }

  /** x on and below a diagonal, 0 above. */
  public static Tensor tril(Tensor x, int offset) {
    requireMatrix("tril", x);
    return Library.named(
        "tril",
        List.of(offset),
        in -> {
          Tensor v = in.getFirst();
          return Lax.select(onOrBelow(v.shape(), offset), v, like(v, 0));
        },
        x);
  }

  /** x on and above the main diagonal, 0 below. */
  public static Tensor triu(Tensor x) {
    return triu(x, 0);
  }

  /** x on and above a diagonal, 0 below. */
  public static Tensor triu(Tensor x, int offset) {
    requireMatrix("triu", x);
    return Library.named(
        "triu",
        List.of(offset),
        in -> {
          Tensor v = in.getFirst();
          return Lax.select(onOrBelow(v.shape(), offset - 1), like(v, 0), v);
        },
        x);
  }

  /** The main diagonal of a matrix, or the matrix with this diagonal. */
  public static Tensor diag(Tensor x) {
    return diag(x, 0);
  }

  /**
   * A diagonal of a matrix, or the square matrix with this diagonal.
   *
   * @throws ShapeException when x has not one or two axes
   */
  public static Tensor diag(Tensor x, int offset) {
    return switch (x.rank()) {
      case 1 -> diagflat(x, offset);
      case 2 -> diagonal(x, offset, 0, 1);
      default ->
          throw new ShapeException(
              "diag: " + x.type() + " must have one or two axes; use diagonal for more");
    };
  }

  /** The square matrix whose main diagonal is the flattened tensor. */
  public static Tensor diagflat(Tensor x) {
    return diagflat(x, 0);
  }

  /** The square matrix one diagonal of which is the flattened tensor. */
  public static Tensor diagflat(Tensor x, int offset) {
    return Library.inline(
        "diag",
        List.of(offset),
        in -> {
          Tensor v = Lax.reshape(in.getFirst(), Shape.of(Math.toIntExact(x.size())));
          int size = v.shape().dim(0) + Math.abs(offset);
          Tensor zero = Lax.full(Shape.SCALAR, 0, v.dtype());
          Tensor padded =
              Lax.pad(
                  strong(v),
                  zero,
                  List.of(Math.max(0, -offset)),
                  List.of(Math.max(0, offset)),
                  List.of(0));
          Shape square = Shape.of(size, size);
          Tensor rows = Lax.broadcastInDim(padded, square, 0);
          return Lax.select(onDiagonal(square, offset), rows, like(rows, 0));
        },
        x);
  }

  /** The main diagonal of the first two axes, as the last axis. */
  public static Tensor diagonal(Tensor x) {
    return diagonal(x, 0, 0, 1);
  }

  /**
   * A diagonal of two axes, as the last axis.
   *
   * @throws ShapeException when x has fewer than two axes, or both are the same
   */
  public static Tensor diagonal(Tensor x, int offset, int axis1, int axis2) {
    requireMatrix("diagonal", x);
    return Library.inline(
        "diagonal",
        List.of(offset, axis1, axis2),
        in -> diagonalOf(lastTwo(in.getFirst(), axis1, axis2), offset),
        x);
  }

  private static Tensor lastTwo(Tensor x, int axis1, int axis2) {
    return moveaxis(x, new int[] {axis1, axis2}, new int[] {-2, -1});
  }

  /** The matrix read row by row has the diagonal at every (columns + 1)-th element. */
  private static Tensor diagonalOf(Tensor x, int offset) {
    int rank = x.rank();
    int rows = x.shape().dim(-2);
    int columns = x.shape().dim(-1);
    int size = Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
    Shape flat = x.shape().remove(rank - 1).with(rank - 2, rows * columns);
    List<Integer> starts = new ArrayList<>(Collections.nCopies(rank - 1, 0));
    List<Integer> limits = new ArrayList<>(boxed(flat.toArray()));
    List<Integer> strides = new ArrayList<>(Collections.nCopies(rank - 1, 1));
    int start = size == 0 ? 0 : offset >= 0 ? offset : -offset * columns;
    starts.set(rank - 2, start);
    limits.set(rank - 2, size == 0 ? 0 : start + (size - 1) * (columns + 1) + 1);
    strides.set(rank - 2, columns + 1);
    return Lax.slice(Lax.reshape(x, flat), starts, limits, strides);
  }

  /** The sum of the main diagonal of the first two axes. */
  public static Tensor trace(Tensor x) {
    return trace(x, 0, 0, 1);
  }

  /** The sum of a diagonal of two axes. */
  public static Tensor trace(Tensor x, int offset, int axis1, int axis2) {
    requireMatrix("trace", x);
    return Library.named(
        "trace",
        List.of(offset, axis1, axis2),
        in -> {
          Tensor v = lastTwo(in.getFirst(), axis1, axis2);
          Tensor kept = Lax.select(onDiagonal(v.shape(), offset), v, like(v, 0));
          return sumOf(kept, Over.axes(-2, -1));
        },
        x);
  }

  /** The indices of the main diagonal of an array of this many axes of one size. */
  public static List<Tensor> diagIndices(int size, int axes) {
    return Collections.nCopies(axes, Lax.iota(Defaults.integer(), size));
  }

  /** The row and column indices on and below a diagonal. */
  public static List<Tensor> trilIndices(int rows, int offset, int columns) {
    return indicesWhere(rows, columns, difference -> difference <= offset);
  }

  /** The row and column indices on and above a diagonal. */
  public static List<Tensor> triuIndices(int rows, int offset, int columns) {
    return indicesWhere(rows, columns, difference -> difference >= offset);
  }

  private static List<Tensor> indicesWhere(int rows, int columns, IntPredicate isWanted) {
    List<Integer> is = new ArrayList<>();
    List<Integer> js = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (isWanted.test(j - i)) {
          is.add(i);
          js.add(j);
        }
      }
    }
    return List.of(integers(is), integers(js));
  }

  private static Tensor integers(List<Integer> values) {
    Tensor tensor = Tensor.of(values.stream().mapToInt(Integer::intValue).toArray());
    return Lax.convert(tensor, Defaults.integer());
  }

  private static void requireMatrix(String op, Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException(op + ": " + x.type() + " must have at least two axes");
    }
  }
}
