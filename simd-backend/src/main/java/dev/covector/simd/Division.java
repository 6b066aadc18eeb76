package dev.covector.simd;

/**
 * Where a matrix of n rows is cut for division: into a power of two of parts of about as many rows,
 * each of which begins where a row of vectors is aligned.
 *
 * @param n rows
 * @param leaves parts
 */
record Division(long n, long leaves) {
  /** Rows of which the parts' first ones are multiples. */
  private static final long STEP = MatrixLanes.ALIGNMENT / Float.BYTES;

  /** Parts of about {@code leaf} rows at most, which is more than the step. */
  static Division of(long n, long leaf) {
    long leaves = 1;
    while (n > leaf * leaves) {
      leaves *= 2;
    }
    return new Division(n, leaves);
  }

  /** The first row of a part; n after the last one. */
  long start(long leaf) {
    return leaf == leaves ? n : leaf * n / leaves / STEP * STEP;
  }
}
