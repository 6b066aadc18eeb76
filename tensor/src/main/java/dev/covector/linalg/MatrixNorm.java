package dev.covector.linalg;

/** Norms of matrices. */
public enum MatrixNorm {
  /** The root of the sum of squares. */
  FROBENIUS,
  /** The sum of the singular values. */
  NUCLEAR,
  /** The largest singular value. */
  TWO,
  /** The smallest singular value. */
  MINUS_TWO,
  /** The largest sum of absolute values of a column. */
  ONE,
  /** The smallest sum of absolute values of a column. */
  MINUS_ONE,
  /** The largest sum of absolute values of a row. */
  INFINITY,
  /** The smallest sum of absolute values of a row. */
  MINUS_INFINITY
}
