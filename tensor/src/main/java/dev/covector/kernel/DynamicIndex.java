package dev.covector.kernel;

/**
 * A term of an {@link Access} that is read at run time: {@code scale * i}, where {@code i} is the
 * integer that {@code index} reaches at the same point of the iteration space.
 *
 * @param index where the integer is (an integer dtype; no dynamic terms of its own)
 * @param scale the stride, in elements of the outer access, of one step of the integer
 * @param limit the largest valid value of the integer (the smallest is 0)
 * @param bounds what happens outside 0..limit
 */
public record DynamicIndex(Access index, long scale, long limit, Bounds bounds) {
  /** What happens to an index outside its valid range. */
  public enum Bounds {
    /** The nearest valid index is used. */
    CLIP,
    /** The element is not written (only in a {@link Scatter}'s target). */
    DROP
  }

  @Override
  public String toString() {
    return scale + "*" + bounds + "(" + index + ", " + limit + ")";
  }
}
