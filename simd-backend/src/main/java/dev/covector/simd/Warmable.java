package dev.covector.simd;

/** Code whose vector form is slow until HotSpot has compiled it. */
interface Warmable {
  /**
   * Runs the vector form on scratch memory until it is compiled, then changes over to it.
   *
   * @param read the address of {@link WarmUp#SCRATCH} bytes that may be read
   * @param written the address of as many that may be written
   */
  void warmUp(long read, long written);

  /**
   * What it has cost so far that the code is not compiled; of what waits, the dearest is compiled
   * first.
   */
  default long urgency() {
    return Long.MAX_VALUE;
  }
}
