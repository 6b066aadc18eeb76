package dev.covector.simd;

import dev.covector.DType;

/**
 * How a matrix lies in memory, with distances in bytes.
 *
 * @param row from one row to the next
 * @param column from one column to the next
 */
record MatrixView(DType dtype, long row, long column) {
  /** How far an element is from the first. */
  long at(long i, long j) {
    return i * row + j * column;
  }

  /** The transpose. */
  MatrixView turned() {
    return new MatrixView(dtype, column, row);
  }

  /** Whether the elements of a row are neighbours. */
  boolean hasDenseRows() {
    return column == dtype.byteSize();
  }
}
