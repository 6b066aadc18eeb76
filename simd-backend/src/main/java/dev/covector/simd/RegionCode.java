package dev.covector.simd;

/** What generated classes of loops of programs extend. They have no state. */
abstract class RegionCode {
  /**
   * Runs turns of the loop.
   *
   * @param arguments addresses and the next turn, as {@link RegionArguments} lays them out; updated
   * @param state scratch for reductions' values
   * @param limit the most turns
   * @param inner the most turns of each loop inside
   * @return how many turns were made; fewer than the limit when the loop is over
   */
  abstract long run(long[] arguments, long[] state, long limit, long inner);

  /** Runs one of the kernels by itself, to have it compiled. */
  abstract void kernel(int index, long[] state, long[] addresses);
}
