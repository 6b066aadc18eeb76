package dev.covector.host;

import java.lang.foreign.MemorySegment;

/** A loop with its programs, compiled as a whole. Safe for use by many threads at once. */
public interface CompiledLoop {
  /**
   * Whether it can run. Asked before each turn that the executable makes itself, so that what is
   * used enough can get ready meanwhile.
   */
  boolean isReady();

  /** The loop for use by one thread at a time. */
  Run bind();

  /** A loop in use. */
  @FunctionalInterface
  interface Run {
    /**
     * Runs turns, once the loop is ready.
     *
     * @param buffers the memory of the buffers of the program that the loop is a kernel of
     * @param current the carry, and {@code next} as much memory for another one, which is the same
     *     segment where the executable needs no other; where the last carry is in the other half,
     *     the elements of the two arrays change places
     * @param turn the number of the first turn, of a loop of known length
     * @param limit the most turns
     * @return how many turns were made; fewer than the limit when the loop is over
     */
    long run(
        MemorySegment[] buffers,
        MemorySegment[] current,
        MemorySegment[] next,
        long turn,
        long limit);
  }
}
