package dev.covector.simd;

/**
 * Keys of one dtype as integers of the same signed order, in memory where they are sorted: ints,
 * longs, or pairs. A pair is a long with 32 bits of the key above and a position, or a payload of
 * 32 bits, below.
 */
interface SortCode {
  /**
   * What code is made for.
   *
   * @param cell the dtype of the keys
   * @param descending whether the order of pairs with positions is turned round
   */
  record Variant(int cell, boolean descending) {}

  /**
   * Makes keys of elements {@code from} to {@code to - 1}: ints of dtypes of at most 32 bits, longs
   * of others.
   *
   * @return whether there is a NaN or a -0, which {@link #repair} has to put back
   */
  boolean encode(long source, long step, int from, int to, long keys);

  /** Turns keys back into elements; all NaNs are one, and zeros are positive. */
  void decode(long keys, int from, int to, long target, long step);

  /**
   * Makes pairs of keys and payloads.
   *
   * @return whether there is a NaN or a -0
   */
  boolean encodeWithPayload(
      long source, long step, long payload, long payloadStep, int from, int to, long pairs);

  /** Turns pairs of keys and payloads back. */
  void decodeWithPayload(
      long pairs, int from, int to, long target, long step, long payload, long payloadStep);

  /**
   * Makes pairs of 32 bits of keys and positions.
   *
   * @param word 0 for the low bits of a key; 1 for the high bits of one of 64
   */
  void encodeWord(long source, long step, int from, int to, long pairs, int word);

  /**
   * Makes pairs in an order that there is already.
   *
   * @param order pairs whose low halves are positions; may be {@code pairs}
   * @param counts whether the new low halves are counted; if not, they are the positions
   */
  void encodeWordAgain(
      long source, long step, int from, int to, long order, long pairs, int word, boolean counts);

  /**
   * Finds the first elements in order, of keys of at most 32 bits.
   *
   * @param pairs where their keys with positions go, sorted
   * @param count how many, at least 1 and at most {@code length}
   */
  void select(long source, long step, int length, long pairs, int count);

  /** Puts NaNs and zeros of a sorted row back as they were, in their order. */
  void repair(long source, long sourceStep, int length, long target, long targetStep);
}
