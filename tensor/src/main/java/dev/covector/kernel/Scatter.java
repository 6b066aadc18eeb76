package dev.covector.kernel;

/**
 * Writes updates into a target that already holds the operand (lowering copies it first unless the
 * operand is dead). Points are visited in row-major order, so on duplicates the last one wins or
 * the combination is in that order; an element whose dynamic index is out of bounds is dropped.
 *
 * @param extents the iteration space of the updates
 * @param updates the operand
 * @param target reached through dynamic indices with bounds DROP (or CLIP)
 * @param combine how an update meets the old value
 */
public record Scatter(long[] extents, Access updates, Access target, Combine combine)
    implements Kernel {
  /** How an update meets the old value. */
  public enum Combine {
    SET,
    ADD,
    MUL,
    MIN,
    MAX
  }
}
