package dev.covector.kernel;

import dev.covector.DType;
import java.util.List;

/**
 * A factorization of matrices, or a solution of linear equations with special matrices.
 *
 * <p>Operands and results are whole dense buffers of f32 or f64 (pivots and permutations i32) that
 * hold {@code batch} matrices after one another, each row-major. What is not finite, or not
 * positive definite where that is asked for, gives NaN, never an exception.
 */
public sealed interface Decomposition extends Kernel {
  /** f32 or f64. */
  DType dtype();

  /** The number of problems. */
  long batch();

  /** The buffers of the operands. */
  List<Integer> sources();

  /** The buffers of the results, none of which is an operand. */
  List<Integer> targets();

  /** Roughly the floating-point operations of one problem. */
  double work();

  /** The elements of one problem in each operand, in order. */
  List<Long> sourceSizes();

  /** The elements of one problem in each result, in order. */
  List<Long> targetSizes();

  /**
   * A = L L^T, L lower triangular with zeros above; NaN where A is not positive definite.
   *
   * @param n rows and columns
   * @param symmetrize whether (A + A^T) / 2 is meant; otherwise the lower triangle of A alone
   * @param source A
   * @param target L
   */
  record Cholesky(DType dtype, long batch, long n, boolean symmetrize, int source, int target)
      implements Decomposition {
    @Override
    public List<Integer> sources() {
      return List.of(source);
    }

    @Override
    public List<Integer> targets() {
      return List.of(target);
    }

    @Override
    public double work() {
      return n * (double) n * n / 3;
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(n * n);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(n * n);
    }
  }

  /**
   * X with op(A) X = B, or X op(A) = B, where A is triangular and op its transpose or itself.
   *
   * @param m rows of B and X
   * @param n columns of B and X
   * @param leftSide whether A, m by m, is on the left; otherwise it is n by n
   * @param lower whether A is lower triangular; the other half is not looked at
   * @param transpose whether op is the transpose
   * @param unitDiagonal whether the diagonal of A is taken for ones
   * @param matrix A
   * @param rhs B
   * @param target X
   */
  record TriangularSolve(
      DType dtype,
      long batch,
      long m,
      long n,
      boolean leftSide,
      boolean lower,
      boolean transpose,
      boolean unitDiagonal,
      int matrix,
      int rhs,
      int target)
      implements Decomposition {
    /** Rows and columns of A. */
    public long order() {
      return leftSide ? m : n;
    }

    @Override
    public List<Integer> sources() {
      return List.of(matrix, rhs);
    }

    @Override
    public List<Integer> targets() {
      return List.of(target);
    }

    @Override
    public double work() {
      return order() * (double) m * n;
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(order() * order(), m * n);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(m * n);
    }
  }

  /**
   * P A = L U with partial pivoting: L unit lower trapezoidal, U upper trapezoidal.
   *
   * @param m rows
   * @param n columns
   * @param source A
   * @param factors U, and below its diagonal L
   * @param pivots i32[min(m, n)]: row i was exchanged with row pivots[i], in this order
   * @param permutation i32[m]: row i of P A is row permutation[i] of A
   */
  record Lu(
      DType dtype, long batch, long m, long n, int source, int factors, int pivots, int permutation)
      implements Decomposition {
    @Override
    public List<Integer> sources() {
      return List.of(source);
    }

    @Override
    public List<Integer> targets() {
      return List.of(factors, pivots, permutation);
    }

    @Override
    public double work() {
      long k = Math.min(m, n);
      return 2.0 * k * (m * (double) n - k * (m + n) / 2.0 + k * (double) k / 3);
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(m * n);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(m * n, Math.min(m, n), m);
    }
  }

  /**
   * A = Q R by Householder reflections, with LAPACK's signs: Q with orthonormal columns, R upper
   * trapezoidal.
   *
   * @param m rows of A
   * @param n columns of A
   * @param columns of Q and rows of R: min(m, n), or m for the whole space
   * @param source A
   * @param q m by columns
   * @param r columns by n
   */
  record Qr(DType dtype, long batch, long m, long n, long columns, int source, int q, int r)
      implements Decomposition {
    @Override
    public List<Integer> sources() {
      return List.of(source);
    }

    @Override
    public List<Integer> targets() {
      return List.of(q, r);
    }

    @Override
    public double work() {
      long k = Math.min(m, n);
      return 2.0 * k * m * (n + columns);
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(m * n);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(m * columns, columns * n);
    }
  }

  /**
   * The first n columns of the product of the reflections I - tau[j] v[j] v[j]^T, where v[j] has 1
   * at j, zeros above and column j of A below.
   *
   * @param m rows of A
   * @param n columns of A, at most m
   * @param k reflections, at most n
   * @param source A
   * @param taus k numbers
   * @param target m by n
   */
  record HouseholderProduct(
      DType dtype, long batch, long m, long n, long k, int source, int taus, int target)
      implements Decomposition {
    @Override
    public List<Integer> sources() {
      return List.of(source, taus);
    }

    @Override
    public List<Integer> targets() {
      return List.of(target);
    }

    @Override
    public double work() {
      return 4.0 * m * n * k;
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(m * n, k);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(m * n);
    }
  }

  /**
   * A V = V diag(w) for a symmetric A, of which the lower triangle is looked at; w ascends, the
   * columns of V are orthonormal.
   *
   * @param n rows and columns
   * @param source A
   * @param vectors V
   * @param values w
   */
  record Eigh(DType dtype, long batch, long n, int source, int vectors, int values)
      implements Decomposition {
    @Override
    public List<Integer> sources() {
      return List.of(source);
    }

    @Override
    public List<Integer> targets() {
      return List.of(vectors, values);
    }

    @Override
    public double work() {
      return 9.0 * n * n * n;
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(n * n);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(n * n, n);
    }
  }

  /**
   * A = U diag(s) V^T; s descends and is not negative, U and V have orthonormal columns.
   *
   * @param m rows
   * @param n columns
   * @param full whether U is m by m and V^T n by n; otherwise they have min(m, n) columns and rows
   * @param source A
   * @param values s
   * @param vectors U and V^T, or nothing when only s is asked for
   */
  record Svd(
      DType dtype,
      long batch,
      long m,
      long n,
      boolean full,
      int source,
      int values,
      List<Integer> vectors)
      implements Decomposition {
    /** Copies the list. */
    public Svd {
      vectors = List.copyOf(vectors);
    }

    /** The columns of U. */
    public long left() {
      return full ? m : Math.min(m, n);
    }

    /** The rows of V^T. */
    public long right() {
      return full ? n : Math.min(m, n);
    }

    @Override
    public List<Integer> sources() {
      return List.of(source);
    }

    @Override
    public List<Integer> targets() {
      return vectors.isEmpty()
          ? List.of(values)
          : List.of(values, vectors.getFirst(), vectors.getLast());
    }

    @Override
    public double work() {
      double k = Math.min(m, n);
      return vectors.isEmpty() ? 4 * m * (double) n * k : 20 * m * (double) n * k;
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(m * n);
    }

    @Override
    public List<Long> targetSizes() {
      long k = Math.min(m, n);
      return vectors.isEmpty() ? List.of(k) : List.of(k, m * left(), right() * n);
    }
  }

  /**
   * X with T X = B for a tridiagonal T, by elimination with partial pivoting.
   *
   * @param n rows of B and X
   * @param columns of B and X
   * @param lower n numbers, the first of which is not looked at
   * @param diagonal n numbers
   * @param upper n numbers, the last of which is not looked at
   * @param rhs B
   * @param target X
   */
  record TridiagonalSolve(
      DType dtype,
      long batch,
      long n,
      long columns,
      int lower,
      int diagonal,
      int upper,
      int rhs,
      int target)
      implements Decomposition {
    @Override
    public List<Integer> sources() {
      return List.of(lower, diagonal, upper, rhs);
    }

    @Override
    public List<Integer> targets() {
      return List.of(target);
    }

    @Override
    public double work() {
      return 8.0 * n * columns;
    }

    @Override
    public List<Long> sourceSizes() {
      return List.of(n, n, n, n * columns);
    }

    @Override
    public List<Long> targetSizes() {
      return List.of(n * columns);
    }
  }
}
