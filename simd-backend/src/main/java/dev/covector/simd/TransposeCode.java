package dev.covector.simd;

/** Copies rectangles of elements so that rows become columns. */
interface TransposeCode {
  /** What code is made for: the size of an element in bytes. */
  record Variant(int bytes) {}

  /**
   * Copies the element at row r and column c of the source to row c and column r of the target.
   *
   * @param step from one row of the source to the next, in bytes; its columns are neighbours
   * @param stride from one row of the target to the next, in bytes
   */
  void transpose(long source, long step, long target, long stride, long rows, long columns);
}
