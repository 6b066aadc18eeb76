package dev.covector.linalg;

import dev.covector.DType;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Norms, ranks, powers and products of matrices. */
public class LinalgNorms extends LinalgSolving {
  LinalgNorms() {}

  /** The root of the sum of squares of all elements. */
  public static Tensor norm(Tensor x) {
    return norm("norm", x, Over.all());
  }

  /** The root of the sum of squares along axes, which disappear. */
  public static Tensor norm(Tensor x, int... axes) {
    return norm("norm", x, Over.axes(axes));
  }

  /** The root of the sum of squares along axes, which stay with size 1 if asked. */
  public static Tensor norm(Tensor x, int[] axes, boolean keepDims) {
    return norm("norm", x, Over.axes(axes).keepDims(keepDims));
  }

  private static Tensor norm(String op, Tensor x, Over over) {
    Tensor v = Operands.floating(op, x);
    return Lax.sqrt(Numpy.sum(Lax.mul(v, v), over));
  }

  /** The 2-norm of vectors along the last axis. */
  public static Tensor vectorNorm(Tensor x) {
    return vectorNorm(x, 2, new int[] {-1}, false);
  }

  /**
   * The p-norm {@code sum(|x|^p)^(1/p)} along axes.
   *
   * @param p infinity for the largest, -infinity for the smallest absolute value, 0 for the number
   *     of elements that are not 0
   * @param keepDims whether the axes stay, with size 1
   */
  public static Tensor vectorNorm(Tensor x, double p, int[] axes, boolean keepDims) {
    Over over = Over.axes(axes).keepDims(keepDims);
    Tensor v = Operands.floating("vector_norm", x);
    if (p == 2) {
      return norm("vector_norm", v, over);
    }
    if (p == Double.POSITIVE_INFINITY) {
      return Numpy.max(Lax.abs(v), over);
    }
    if (p == Double.NEGATIVE_INFINITY) {
      return Numpy.min(Lax.abs(v), over);
    }
    if (p == 0) {
      return Numpy.sum(Lax.convert(Numpy.notEqual(v, 0), v.dtype()), over);
    }
    if (p == 1) {
      return Numpy.sum(Lax.abs(v), over);
    }
    Tensor sum = Numpy.sum(Numpy.power(Lax.abs(v), p), over);
    return Numpy.power(sum, 1 / p);
  }

  /** The Frobenius norm of matrices. */
  public static Tensor matrixNorm(Tensor x) {
    return matrixNorm(x, MatrixNorm.FROBENIUS, false);
  }

  /**
   * A norm of matrices, the last two axes.
   *
   * @param keepDims whether these axes stay, with size 1
   */
  public static Tensor matrixNorm(Tensor x, MatrixNorm kind, boolean keepDims) {
    Operands.requireMatrix("matrix_norm", x);
    Tensor v = Operands.floating("matrix_norm", x);
    Over columns = Over.axes(-2).keepDims();
    Over rows = Over.axes(-1).keepDims();
    Tensor norm =
        switch (kind) {
          case FROBENIUS -> norm("matrix_norm", v, Over.axes(-2, -1).keepDims());
          case NUCLEAR -> Numpy.expandDims(Numpy.sum(svdvals(v), new int[] {-1}, true), -1);
          case TWO -> Numpy.expandDims(Numpy.max(svdvals(v), new int[] {-1}, true), -1);
          case MINUS_TWO -> Numpy.expandDims(Numpy.min(svdvals(v), new int[] {-1}, true), -1);
          case ONE -> Numpy.max(Numpy.sum(Lax.abs(v), columns), rows);
          case MINUS_ONE -> Numpy.min(Numpy.sum(Lax.abs(v), columns), rows);
          case INFINITY -> Numpy.max(Numpy.sum(Lax.abs(v), rows), columns);
          case MINUS_INFINITY -> Numpy.min(Numpy.sum(Lax.abs(v), rows), columns);
        };
    return keepDims ? norm : Numpy.squeeze(norm, -2, -1);
  }

  /** How many singular values are more than max(m, n) eps of the largest. */
  public static Tensor matrixRank(Tensor a) {
    Operands.requireMatrix("matrix_rank", a);
    int longer = Math.max(a.shape().dim(-1), a.shape().dim(-2));
    Tensor x = Operands.floating("matrix_rank", a);
    return matrixRank(x, longer * Operands.epsilon(x.dtype()));
  }

  /** How many singular values are more than this much of the largest. */
  public static Tensor matrixRank(Tensor a, double tolerance) {
    Tensor s = svdvals(a);
    if (s.shape().dim(-1) == 0) {
      return Lax.full(s.shape().remove(s.rank() - 1), 0, DType.I32);
    }
    Tensor limit = Numpy.multiply(Numpy.max(s, new int[] {-1}, true), tolerance);
    return Numpy.sum(Lax.convert(Numpy.greater(s, limit), DType.I32), -1);
  }

  /** The largest singular value over the smallest; infinite for a singular matrix. */
  public static Tensor cond(Tensor a) {
    Operands.requireMatrix("cond", a);
    Tensor s = svdvals(a);
    Tensor ratio = Numpy.divide(Numpy.max(s, -1), Numpy.min(s, -1));
    return Numpy.where(Numpy.isnan(ratio), Double.POSITIVE_INFINITY, ratio);
  }

  /** The norm of a square matrix times that of its inverse. */
  public static Tensor cond(Tensor a, MatrixNorm kind) {
    Operands.requireSquare("cond", a);
    return Numpy.multiply(matrixNorm(a, kind, false), matrixNorm(inv(a), kind, false));
  }

  /**
   * A square matrix times itself.
   *
   * @param power how often; negative ones invert
   */
  public static Tensor matrixPower(Tensor a, int power) {
    Operands.requireSquare("matrix_power", a);
    if (power == 0) {
      int n = a.shape().dim(-1);
      return Operands.spread(Numpy.eye(n, n, 0, a.dtype()), Operands.batch(a));
    }
    Tensor base = power < 0 ? inv(a) : a;
    return Library.named(
        "matrix_power",
        List.of(power),
        in -> {
          Tensor square = in.getFirst();
          Tensor result = null;
          for (long rest = Math.abs((long) power); ; rest >>= 1) {
            if ((rest & 1) == 1) {
              result = result == null ? square : Numpy.matmul(result, square);
            }
            if (rest <= 1) {
              return result == null ? square : result;
            }
            square = Numpy.matmul(square, square);
          }
        },
        base);
  }

  /**
   * The product of matrices, in the order of least work; the first and the last may be vectors.
   *
   * @throws ShapeException when there are fewer than two, or one in between is not a matrix
   */
  public static Tensor multiDot(Tensor... matrices) {
    int count = matrices.length;
    if (count < 2) {
      throw new ShapeException("multi_dot: there must be at least two matrices, not " + count);
    }
    for (int i = 0; i < count; i++) {
      int rank = matrices[i].rank();
      if (rank != 2 && !(rank == 1 && (i == 0 || i == count - 1))) {
        throw new ShapeException(
            "multi_dot: operand "
                + i
                + " is "
                + matrices[i].type()
                + "; only the first and the last may be vectors, the others must be matrices");
      }
    }
    List<Tensor> chain = new ArrayList<>(Arrays.asList(matrices));
    boolean row = chain.getFirst().rank() == 1;
    boolean column = chain.getLast().rank() == 1;
    if (row) {
      chain.set(0, Numpy.expandDims(chain.getFirst(), 0));
    }
    if (column) {
      chain.set(count - 1, Numpy.expandDims(chain.getLast(), 1));
    }
    Tensor product = chained(chain, splits(chain), 0, count - 1);
    product = column ? Numpy.squeeze(product, -1) : product;
    return row ? Numpy.squeeze(product, 0) : product;
  }

  private static Tensor chained(List<Tensor> chain, int[][] splits, int from, int to) {
    if (from == to) {
      return chain.get(from);
    }
    int split = splits[from][to];
    return Numpy.matmul(chained(chain, splits, from, split), chained(chain, splits, split + 1, to));
  }

  /** Where to cut each part of a chain: Cormen et al., "Introduction to Algorithms", sec. 15.2. */
  private static int[][] splits(List<Tensor> chain) {
    int count = chain.size();
    double[] sizes = new double[count + 1];
    for (int i = 0; i < count; i++) {
      sizes[i] = chain.get(i).shape().dim(0);
      sizes[i + 1] = chain.get(i).shape().dim(1);
    }
    double[][] cost = new double[count][count];
    int[][] splits = new int[count][count];
    for (int length = 1; length < count; length++) {
      for (int i = 0; i + length < count; i++) {
        int j = i + length;
        cost[i][j] = Double.POSITIVE_INFINITY;
        for (int k = i; k < j; k++) {
          double here = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1];
          if (here < cost[i][j]) {
            cost[i][j] = here;
            splits[i][j] = k;
          }
        }
      }
    }
    return splits;
  }

  /** The cross product of vectors of 3 components along the last axis. */
  public static Tensor cross(Tensor x, Tensor y) {
    return Numpy.cross(x, y);
  }

  /** The last two axes exchanged. */
  public static Tensor matrixTranspose(Tensor x) {
    return Numpy.matrixTranspose(x);
  }

  /** The diagonal of matrices, the last two axes. */
  public static Tensor diagonal(Tensor x) {
    return diagonal(x, 0);
  }

  /** A diagonal of matrices, the last two axes; positive offsets lie above the main one. */
  public static Tensor diagonal(Tensor x, int offset) {
    Operands.requireMatrix("diagonal", x);
    return Numpy.diagonal(x, offset, -2, -1);
  }

  /** The sum of the diagonal of matrices, the last two axes. */
  public static Tensor trace(Tensor x) {
    Operands.requireMatrix("trace", x);
    return Numpy.trace(x, 0, -2, -1);
  }

  /** The matrix product; see {@link Numpy#matmul}. */
  public static Tensor matmul(Tensor x, Tensor y) {
    return Numpy.matmul(x, y);
  }

  /** Each element of one vector times each of another. */
  public static Tensor outer(Tensor x, Tensor y) {
    if (x.rank() != 1 || y.rank() != 1) {
      throw new ShapeException(
          "outer: operands are " + x.type() + " and " + y.type() + "; they must be vectors");
    }
    return Numpy.outer(x, y);
  }

  /** The sum of products along the last axis. */
  public static Tensor vecdot(Tensor x, Tensor y) {
    return Numpy.vecdot(x, y);
  }

  /** The sum of products over the last axes of x and the first ones of y. */
  public static Tensor tensordot(Tensor x, Tensor y, int axes) {
    return Numpy.tensordot(x, y, axes);
  }
}
