package dev.covector.benchmarks;

/** What a row cannot be faster than. */
sealed interface Bound {
  /**
   * Arithmetic.
   *
   * @param flops of a call, a fused multiply-add counted as two
   */
  record Flops(double flops) implements Bound {}

  /**
   * Memory.
   *
   * @param bytes that a call reads and writes at least
   */
  record Bytes(double bytes) implements Bound {}

  /** Nothing simple: dispatch, many kernels, control flow. */
  record None() implements Bound {}
}
