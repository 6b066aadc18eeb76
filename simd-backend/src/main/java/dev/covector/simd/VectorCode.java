package dev.covector.simd;

/** What generated classes with the vector form of a loop extend. They have no state. */
abstract class VectorCode {
  /**
   * Runs a pass over a run, as {@link GeneratedLoop#pass}.
   *
   * @return how many elements it has done: all, except where a scalar loop has to do the rest, that
   *     is less than a vector, or the whole of a pass that has no vector form
   */
  abstract long pass(int index, long[] arguments, long count);

  /**
   * Enters the methods of a pass without work: HotSpot compiles what is called often.
   *
   * @param index a pass that has a vector form
   */
  abstract void enter(int index, long[] arguments);

  /**
   * Runs all passes over rows that are one run each, from the addresses in the arguments on, which
   * change; only where {@link #hasRows}.
   */
  void rows(long[] arguments, long rows, long count) {
    throw new UnsupportedOperationException("simd: these rows are not one run each");
  }

  /** Whether there is a method for several rows. */
  boolean hasRows() {
    return false;
  }

  /** The passes that have a vector form, as the bits of a number. */
  abstract long passes();
}
