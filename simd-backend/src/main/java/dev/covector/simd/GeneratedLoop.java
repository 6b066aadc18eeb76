package dev.covector.simd;

/** The code of a loop: stateless, shared by all kernels with the same {@link LoopKey}. */
abstract class GeneratedLoop {
  /**
   * Runs a pass over a run of the innermost dimension.
   *
   * @param index the pass; the one after the last over the elements makes the per-row stores
   * @param arguments addresses, steps and reductions' values, as {@link LoopKey} lays them out
   * @param count how many elements
   */
  abstract void pass(int index, long[] arguments, long count);
}
