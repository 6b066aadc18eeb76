package dev.covector.linalg;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.LaxLinalg;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Library;
import java.util.List;

/** Factorizations of matrices {@code [..., m, n]} of floats. */
public class LinalgFactorizations {
  LinalgFactorizations() {}

  /** The lower triangular L with {@code A = L L^T}, from (A + A^T) / 2. */
  public static Tensor cholesky(Tensor a) {
    return cholesky(a, false);
  }

  /**
   * The Cholesky factor of (A + A^T) / 2: L with {@code A = L L^T}, or U with {@code A = U^T U}.
   * NaN where A is not positive definite.
   *
   * @throws dev.covector.ShapeException when a is not square
   */
  public static Tensor cholesky(Tensor a, boolean upper) {
    Operands.requireSquare("cholesky", a);
    Tensor lower = LaxLinalg.cholesky(Operands.floating("cholesky", a));
    return upper ? Numpy.matrixTranspose(lower) : lower;
  }

  /** {@code A = Q R} with min(m, n) columns of Q. */
  public static QrResult qr(Tensor a) {
    return qr(a, false);
  }

  /**
   * {@code A = Q R} by Householder reflections; the diagonal of R has LAPACK's signs.
   *
   * @param complete whether Q is square; otherwise it has min(m, n) columns
   * @throws dev.covector.ShapeException when a has fewer than two axes
   */
  public static QrResult qr(Tensor a, boolean complete) {
    Operands.requireMatrix("qr", a);
    List<Tensor> out = LaxLinalg.qr(Operands.floating("qr", a), complete);
    return new QrResult(out.get(0), out.get(1));
  }

  /** The eigenvalues, ascending, and eigenvectors of (A + A^T) / 2. */
  public static EighResult eigh(Tensor a) {
    Operands.requireSquare("eigh", a);
    List<Tensor> out = LaxLinalg.eigh(Operands.floating("eigh", a), true);
    return new EighResult(out.get(1), out.get(0));
  }

  /** The eigenvalues of (A + A^T) / 2, ascending. */
  public static Tensor eigvalsh(Tensor a) {
    return eigh(a).eigenvalues();
  }

  /** {@code A = U diag(s) V^T} in full, as numpy's default is. */
  public static SvdResult svd(Tensor a) {
    return svd(a, true);
  }

  /**
   * {@code A = U diag(s) V^T} with descending s.
   *
   * @param full whether U and V^T are square; otherwise they have min(m, n) columns and rows
   * @throws dev.covector.ShapeException when a has fewer than two axes
   */
  public static SvdResult svd(Tensor a, boolean full) {
    Operands.requireMatrix("svd", a);
    List<Tensor> out = LaxLinalg.svd(Operands.floating("svd", a), full, true);
    return new SvdResult(out.get(1), out.get(0), out.get(2));
  }

  /** The singular values, descending. */
  public static Tensor svdvals(Tensor a) {
    Operands.requireMatrix("svdvals", a);
    return LaxLinalg.svd(Operands.floating("svdvals", a), false, false).getFirst();
  }

  /** {@code A = P L U} with partial pivoting. */
  public static LuResult lu(Tensor a) {
    Operands.requireMatrix("lu", a);
    List<Tensor> out =
        Library.named(
            "lu_matrices",
            List.of(),
            in -> {
              Tensor x = in.getFirst();
              List<Tensor> lu = LaxLinalg.lu(x);
              int last = x.rank() - 1;
              int m = x.shape().dim(-2);
              int k = Math.min(m, x.shape().dim(-1));
              Shape square = x.shape().with(last, m).with(last - 1, m);
              int[] axes = new int[last];
              for (int i = 0; i < last; i++) {
                axes[i] = i;
              }
              axes[last - 1] = last;
              Tensor column = Lax.broadcastInDim(lu.get(2), square, axes);
              Tensor rows = Lax.broadcastedIota(DType.I32, square, last - 1);
              Tensor p = Lax.convert(Lax.eq(rows, column), x.dtype());
              Tensor left = Lax.sliceInDim(lu.get(0), 0, k, last);
              Tensor identity = Numpy.eye(m, k, 0, x.dtype());
              Tensor l = Numpy.add(Numpy.tril(left, -1), identity);
              Tensor u = Numpy.triu(Lax.sliceInDim(lu.get(0), 0, k, last - 1));
              return List.of(p, l, u);
            },
            List.of(Operands.floating("lu", a)));
    return new LuResult(out.get(0), out.get(1), out.get(2));
  }

  /** The LU factors of square matrices and the row exchanges, for {@link Linalg#luSolve}. */
  public static LuFactors luFactor(Tensor a) {
    Operands.requireSquare("lu_factor", a);
    List<Tensor> out = LaxLinalg.lu(Operands.floating("lu_factor", a));
    return new LuFactors(out.get(0), out.get(1));
  }

  /** The Cholesky factor for {@link Linalg#choSolve}; lower or upper. */
  public static Tensor choFactor(Tensor a, boolean lower) {
    return cholesky(a, !lower);
  }
}
