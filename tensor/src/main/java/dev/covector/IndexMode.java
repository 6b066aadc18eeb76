package dev.covector;

/**
 * What happens to an index outside of its axis, after negative ones have been counted from the end.
 */
public enum IndexMode {
  /** The nearest valid index is used. The default of reading by {@code get}, as in JAX. */
  CLIP,
  /** Reading gives a fill value: NaN, or the least integer; writing does nothing. */
  FILL,
  /** Writing does nothing. The default of updates, as in JAX. */
  DROP,
  /** The caller promises that all indices are valid; reads and writes that break it are clipped. */
  PROMISE_IN_BOUNDS
}
