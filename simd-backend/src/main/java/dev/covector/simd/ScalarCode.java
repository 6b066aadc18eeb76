package dev.covector.simd;

/** What generated classes with the scalar form of a loop extend. They have no state. */
abstract class ScalarCode {
  /**
   * Runs a pass over a part of a run.
   *
   * @param index the pass, as in {@link GeneratedLoop#pass}
   * @param arguments as there
   * @param from the first element
   * @param to the end
   */
  abstract void pass(int index, long[] arguments, long from, long to);
}
