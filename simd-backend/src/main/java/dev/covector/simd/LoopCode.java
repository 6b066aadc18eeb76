package dev.covector.simd;

/** What generated classes of loops extend. They have no state. */
abstract class LoopCode {
  /** Runs the scalar form of a pass; as {@link GeneratedLoop#pass}. */
  abstract void scalar(int index, long[] arguments, long count);

  /** Runs the vector form of a pass where it has one; as {@link GeneratedLoop#pass}. */
  abstract void vector(int index, long[] arguments, long count);

  /**
   * Enters the methods of a pass's vector form without work: HotSpot compiles what is called often.
   */
  abstract void enter(int index, long[] arguments);

  /** The passes that have a vector form, as the bits of a number. */
  abstract long vectorPasses();
}
