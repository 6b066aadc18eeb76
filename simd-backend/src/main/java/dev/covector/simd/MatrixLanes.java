package dev.covector.simd;

/**
 * The innermost loops of factorizations, over rows of a matrix at an address.
 *
 * <p>All sizes are in bytes and multiples of {@link #ALIGNMENT}, so that no loop has a tail:
 * matrices are copied into a workspace whose rows are filled up with zeros. {@code lda} and the
 * like are from one row to the next.
 */
abstract class MatrixLanes {
  /** What sizes of rows are multiples of: the widest vector. */
  static final long ALIGNMENT = 64;

  private volatile SecularLanes secular = ScalarSecularLanes.INSTANCE;

  /** {@code A[i] += alpha * x[i] * y}, x with elements {@code xs} bytes apart. */
  abstract void rank1(
      long rows, long size, long a, long lda, long x, long xs, double alpha, long y);

  /** {@code out[i] = A[i] . x}, out with elements {@code os} bytes apart. */
  abstract void dots(long rows, long size, long a, long lda, long x, long out, long os);

  /**
   * {@code A[i] += x[i] * u + z[i] * v}, then {@code y += sum over i of c[i] * A[i]}.
   *
   * <p>A is half of a symmetric matrix, right of the diagonal: so {@code out[i] = A[i] . w}, where
   * the first {@link #ALIGNMENT} bytes of each row, those of a block on the diagonal that has both
   * its halves, do not count.
   */
  abstract void rank2symmetric(
      long rows,
      long size,
      long a,
      long lda,
      long x,
      long u,
      long z,
      long v,
      long w,
      long c,
      long out,
      long y);

  /** {@code A[i] += x[i] * u + z[i] * v}, then {@code y += sum over i of c[i] * A[i]}. */
  abstract void rank2combine(
      long rows, long size, long a, long lda, long x, long u, long z, long v, long c, long y);

  /** {@code y += sum over i of c[i] * A[i]}, c with elements {@code cs} bytes apart. */
  abstract void combine(long rows, long size, long a, long lda, long c, long cs, long y);

  /**
   * Rotations of neighbouring rows, each with the one before: row r becomes {@code c row[r] + s
   * row[r + 1]}, row r + 1 {@code c row[r + 1] - s row[r]}.
   *
   * @param count of rotations; one row more is touched
   * @param first the address of row 0
   * @param step from one row to the next, possibly negative
   * @param turns c and s of each rotation, one after the other
   */
  abstract void rotate(long count, long size, long first, long step, long turns);

  /** {@code C -= T}. */
  abstract void subtract(long rows, long size, long c, long ldc, long t, long ldt);

  /** The largest absolute value, or NaN; the address need not be aligned, nor the size. */
  abstract double largest(long size, long x);

  /** {@code x = (x + y) / 2}; no address need be aligned, nor the size a multiple. */
  abstract void mean(long size, long x, long y);

  /**
   * Forward substitution: {@code L X = B} for a lower triangular matrix L, with X in place of B.
   *
   * @param order of L
   * @param size of a row of X
   * @param ars from one row of L to the next, possibly negative
   * @param acs from one column of L to the next, possibly negative
   * @param unit whether the diagonal of L is taken for ones
   * @param ldx from one row of X to the next, possibly negative
   */
  abstract void solve(
      long order, long size, long a, long ars, long acs, boolean unit, long x, long ldx);

  /** As {@link MatrixMemory#transpose}; no address need be aligned. */
  abstract void transpose(
      long rows, long columns, long from, long fromStride, long to, long toStride);

  /** {@code x *= alpha}; here the address need not be aligned, nor the size a multiple. */
  abstract void scale(long size, long x, double alpha);

  /**
   * {@code C = A B}, {@code C += A B} or {@code C -= A B}.
   *
   * @param rows of A and C
   * @param size of a row of B and C
   * @param depth columns of A, rows of B
   * @param ars from one row of A to the next
   * @param acs from one column of A to the next; A need not be aligned
   * @param sign 0, 1 or -1
   */
  abstract void multiply(
      long rows,
      long size,
      long depth,
      long a,
      long ars,
      long acs,
      long b,
      long ldb,
      long c,
      long ldc,
      int sign);

  /** The loops of secular equations: scalar ones until those over vectors are compiled. */
  final SecularLanes secular() {
    return secular;
  }

  /** Sets the loops of secular equations. */
  final void secular(SecularLanes loops) {
    secular = loops;
  }
}
