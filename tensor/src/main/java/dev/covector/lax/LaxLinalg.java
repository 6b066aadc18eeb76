package dev.covector.lax;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.op.Cholesky;
import dev.covector.op.Eigh;
import dev.covector.op.HouseholderProduct;
import dev.covector.op.Lu;
import dev.covector.op.Qr;
import dev.covector.op.Svd;
import dev.covector.op.TriangularSolve;
import dev.covector.op.TridiagonalSolve;
import dev.covector.trace.Trace;
import dev.covector.transform.Library;
import java.util.List;

/**
 * JAX's lax.linalg: factorizations of matrices of f32 or f64, the last two axes; leading axes are a
 * batch, equal for all operands. What is not finite gives NaN, never an exception.
 */
public final class LaxLinalg {
  private LaxLinalg() {}

  /** The lower triangular L with {@code L L^T = (A + A^T) / 2}; NaN if not positive definite. */
  public static Tensor cholesky(Tensor a) {
    return cholesky(a, true);
  }

  /**
   * The lower triangular L with {@code L L^T = A}; NaN where A is not positive definite.
   *
   * @param symmetrize whether (A + A^T) / 2 is meant, otherwise what the lower triangle says
   */
  public static Tensor cholesky(Tensor a, boolean symmetrize) {
    return Trace.bind(new Cholesky(symmetrize), a);
  }

  /**
   * X with {@code op(A) X = B} or {@code X op(A) = B}.
   *
   * @param a triangular; the other half is not looked at
   * @param leftSide whether A is on the left
   * @param lower whether A is lower triangular
   * @param transpose whether op is the transpose
   * @param unitDiagonal whether A's diagonal is taken for ones
   */
  public static Tensor triangularSolve(
      Tensor a,
      Tensor b,
      boolean leftSide,
      boolean lower,
      boolean transpose,
      boolean unitDiagonal) {
    return Trace.bind(new TriangularSolve(leftSide, lower, transpose, unitDiagonal), a, b);
  }

  /** {@code P A = L U} with partial pivoting: the factors, the row exchanges, the permutation. */
  public static List<Tensor> lu(Tensor a) {
    return Trace.bind(new Lu(), List.of(a));
  }

  /**
   * The permutation that row exchanges make.
   *
   * @param pivots i32[..., k]: row i was exchanged with row pivots[i], in this order
   * @param size the number of rows
   * @return i32[..., size]
   */
  public static Tensor luPivotsToPermutation(Tensor pivots, int size) {
    if (pivots.rank() == 0 || !pivots.dtype().isInteger() || pivots.shape().dim(-1) > size) {
      throw new ShapeException(
          "lu_pivots_to_permutation: the pivots are "
              + pivots.type()
              + ", the permutation has "
              + size
              + " elements; there must be integers, at most as many");
    }
    return Library.named(
        "lu_pivots_to_permutation",
        List.of(size),
        in -> {
          Tensor p = Lax.convert(in.getFirst(), DType.I32);
          int last = p.rank() - 1;
          int count = p.shape().dim(last);
          Shape rows = p.shape().with(last, size);
          Tensor position = Lax.broadcastedIota(DType.I32, rows, last);
          return Lax.foriLoop(
              0,
              count,
              (i, permutation) -> {
                Tensor pivot = spread(Lax.dynamicIndexInDim(p, i, last, true), rows);
                Tensor here = Lax.eq(position, Lax.broadcast(Lax.convert(i, DType.I32), rows));
                Tensor there = Lax.eq(position, pivot);
                Tensor own = picked(permutation, here, last, rows);
                Tensor other = picked(permutation, there, last, rows);
                return Lax.select(here, other, Lax.select(there, own, permutation));
              },
              position);
        },
        pivots);
  }

  private static Tensor picked(Tensor x, Tensor where, int axis, Shape shape) {
    Tensor alone = Lax.select(where, x, Lax.fullLike(x, 0));
    Tensor sum = Lax.reduceSum(alone, List.of(axis));
    return spread(Lax.reshape(sum, shape.with(axis, 1)), shape);
  }

  private static Tensor spread(Tensor x, Shape shape) {
    int[] axes = new int[shape.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return Lax.broadcastInDim(x, shape, axes);
  }

  /**
   * Q and R with {@code A = Q R}; the signs of R's diagonal are those of LAPACK.
   *
   * @param full whether Q is square; otherwise it has min(m, n) columns
   */
  public static List<Tensor> qr(Tensor a, boolean full) {
    return Trace.bind(new Qr(full), List.of(a));
  }

  /**
   * The first n columns of a product of reflections I - tau v v^T.
   *
   * @param a {@code [..., m, n]}: v below an implied 1 on the diagonal, one per column
   * @param taus {@code [..., k]} with k at most n
   */
  public static Tensor householderProduct(Tensor a, Tensor taus) {
    return Trace.bind(new HouseholderProduct(), a, taus);
  }

  /**
   * The eigenvectors (columns) and the ascending eigenvalues of a symmetric matrix.
   *
   * @param symmetrize whether (A + A^T) / 2 is meant, otherwise what the lower triangle says
   */
  public static List<Tensor> eigh(Tensor a, boolean symmetrize) {
    if (!symmetrize || a.rank() < 2 || a.shape().dim(-1) != a.shape().dim(-2)) {
      return Trace.bind(new Eigh(), List.of(a));
    }
    return Library.named(
        "eigh",
        List.of(),
        in -> {
          Tensor x = in.getFirst();
          Tensor sum = Lax.add(x, Lax.moveAxis(x, x.rank() - 1, x.rank() - 2));
          return Trace.bind(new Eigh(), List.of(Lax.mul(sum, Lax.fullLike(sum, 0.5))));
        },
        List.of(a));
  }

  /**
   * The descending singular values, and U and V^T with {@code A = U diag(s) V^T} if asked for.
   *
   * @param full whether U and V^T are square; otherwise they have min(m, n) columns and rows
   */
  public static List<Tensor> svd(Tensor a, boolean full, boolean vectors) {
    return Trace.bind(new Svd(full, vectors), List.of(a));
  }

  /**
   * X with T X = B for a tridiagonal T.
   *
   * @param lower {@code [..., n]}, below the diagonal; the first number means nothing
   * @param diagonal {@code [..., n]}
   * @param upper {@code [..., n]}, above the diagonal; the last number means nothing
   * @param b {@code [..., n, k]}
   */
  public static Tensor tridiagonalSolve(Tensor lower, Tensor diagonal, Tensor upper, Tensor b) {
    return Trace.bind(new TridiagonalSolve(), lower, diagonal, upper, b);
  }
}
