package dev.covector.simd;

/**
 * How an operand moves along the innermost dimension. What it does along the others is an argument
 * of the generated code, so that a scalar and a row operand share code, and so do a matrix and a
 * slice of its columns.
 */
enum LayoutClass {
  /** Element by element. */
  CONTIGUOUS,
  /** Not at all: read once for the whole run. */
  BROADCAST,
  /** By a stride that is an argument. */
  STRIDED;

  static LayoutClass of(long stride, long unit) {
    return stride == 0 ? BROADCAST : stride == unit ? CONTIGUOUS : STRIDED;
  }
}
