package dev.covector.simd;

import dev.covector.kernel.ScalarFn;

/** Running combinations of rows. Floats of at most 32 bits are carried in f64. */
interface CumulativeCode {
  /**
   * What code is made for.
   *
   * @param reverse whether steps are negative; matters to vector code only
   * @param lanes of the vector code for contiguous rows, whose order scalar code follows there; 0
   *     where there is none
   */
  record Variant(int cell, ScalarFn combiner, boolean reverse, int lanes) {}

  /**
   * Scans rows. Steps are in bytes, and negative for scans from the end, which is then where the
   * addresses are.
   */
  void rows(
      long source,
      long target,
      long rows,
      long sourceRow,
      long targetRow,
      long length,
      long sourceStep,
      long targetStep);

  /**
   * Scans one row that continues another.
   *
   * @param carry what came before: the bits of an f64, or an integer
   */
  void row(long source, long target, long length, long sourceStep, long targetStep, long carry);

  /** The combination of all elements and what came before, as {@code row} takes it. */
  long total(long source, long length, long sourceStep, long carry);

  /** The combination of two totals. */
  long combine(long first, long second);

  /** What changes nothing. */
  long identity();
}
