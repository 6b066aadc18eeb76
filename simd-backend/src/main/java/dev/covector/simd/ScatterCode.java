package dev.covector.simd;

import dev.covector.kernel.Scatter;

/** Combines runs of updates into a target. */
interface ScatterCode {
  /**
   * What code is made for.
   *
   * @param cell the elements
   * @param indexCell the indices, where they are of one dtype, else -1
   * @param vectors whether contiguous runs are combined in vectors
   */
  record Variant(int cell, Scatter.Combine combine, int indexCell, boolean vectors) {}

  /**
   * Elements of a run, and how far they are apart in bytes.
   *
   * @param count how many elements a run has
   * @param low the lowest address of an element that is combined
   * @param high the address above all of them
   */
  record Run(long count, long sourceStep, long targetStep, long low, long high) {}

  /**
   * Combines runs, one after the other.
   *
   * @param at the addresses of the first run's operands and indices, as {@link IndexedRows} has
   *     them
   * @param rows how many runs
   */
  void rows(IndexTerms terms, long[] at, long rows, long sourceRow, long targetRow, Run run);
}
