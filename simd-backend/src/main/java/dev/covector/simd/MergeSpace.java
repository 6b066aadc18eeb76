package dev.covector.simd;

/**
 * Memory in which two parts of a divided matrix become one: arrays with one f64 or i64 for each
 * row, of which each part has its own range, and matrices.
 *
 * @param line the bytes of an array
 * @param base the address of the first array
 */
record MergeSpace(MatrixMemory memory, long n, long line, long base) {
  private static final int LINES = 12;

  private static final double NANOS_PER_POLE = 12;
  private static final double NANOS_PER_PRODUCT = 0.02;

  static MergeSpace at(MatrixMemory memory, long n, long base) {
    return new MergeSpace(memory, n, line(n), base);
  }

  private static long line(long n) {
    return ((n + 8) * Double.BYTES + 63 & -MatrixLanes.ALIGNMENT) + MatrixLanes.ALIGNMENT;
  }

  static long bytes(MatrixMemory memory, long n) {
    return LINES * line(n) + 5 * memory.stride(n) + 2 * n * memory.stride(n) + n * pitch(n) + 1024;
  }

  /** From one row of differences to the next, of so many poles. */
  static long pitch(long poles) {
    return (poles * Double.BYTES + 63 & -MatrixLanes.ALIGNMENT) + SecularEquation.SCRATCH;
  }

  /** The time to join parts of n rows together, on one core in nanoseconds. */
  static double cost(double n) {
    return n * n * (NANOS_PER_POLE + n * NANOS_PER_PRODUCT);
  }

  /** What was beside the diagonal at first. */
  long links() {
    return base;
  }

  /** The new diagonal. */
  long roots() {
    return base + line;
  }

  /** Rows of both parts by ascending values. */
  long both() {
    return base + 2 * line;
  }

  /** Rows whose values change, ascending. */
  long kept() {
    return base + 3 * line;
  }

  /** Rows whose values stay, ascending. */
  long dropped() {
    return base + 4 * line;
  }

  /** Which part a row's vector has elements of. */
  long kinds() {
    return base + 5 * line;
  }

  /** For each row its vector's element at the cut. */
  long touching() {
    return base + 6 * line;
  }

  /** The poles, by kinds. */
  long poles() {
    return base + 7 * line;
  }

  /** Numbers for each pole. */
  long numbers() {
    return base + 8 * line;
  }

  /** Their squares. */
  long weights() {
    return base + 9 * line;
  }

  /** Which pole each kept row is. */
  long ranks() {
    return base + 10 * line;
  }

  /** The poles, ascending. */
  long ascending() {
    return base + 11 * line;
  }

  /** Rotations. */
  long turns() {
    return base + LINES * line;
  }

  /** Parts of vectors, one after another. */
  long gathered() {
    return turns() + 5 * memory.stride(n) + 512;
  }

  /** The vectors of what is joined, as rows. */
  long factors() {
    return gathered() + n * memory.stride(n);
  }

  /** Differences between poles and roots. */
  long differences() {
    return factors() + n * memory.stride(n);
  }

  /** Sorts rows from lo to hi by their values; quick where they are almost in order. */
  static void sort(long d, long lo, long hi, long order) {
    for (long i = lo; i < hi; i++) {
      long j = i;
      double value = Memory.getF64(d + i * 8);
      for (; j > lo; j--) {
        long before = Memory.getI64(order + (j - 1) * 8);
        if (Memory.getF64(d + before * 8) <= value) {
          break;
        }
        Memory.putI64(order + j * 8, before);
      }
      Memory.putI64(order + j * 8, i);
    }
  }
}
