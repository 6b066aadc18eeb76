package dev.covector.simd;

/** Finds the extremes of rows that lie at equal distances. */
interface ArgReduceCode {
  /**
   * What code is made for.
   *
   * @param cell the elements searched
   * @param targetBytes the size of a position
   */
  record Variant(int cell, boolean largest, int targetBytes) {}

  /**
   * The position of a row's extreme.
   *
   * @param source the address of the first element
   * @param length at least 1
   * @param step from one element to the next, in bytes
   */
  long row(long source, long length, long step);

  /**
   * Stores the position of each row's extreme.
   *
   * @param source the address of the first element of the first row
   * @param target where its position goes
   * @param rows how many rows
   * @param sourceRow from one row to the next, in bytes
   * @param targetRow from one position to the next, in bytes
   * @param length of a row, at least 1
   * @param step from one element of a row to the next, in bytes
   */
  void rows(
      long source, long target, long rows, long sourceRow, long targetRow, long length, long step);
}
