package dev.covector.kernel;

import java.util.List;

/**
 * A stable sort of rows: the last dimension is ordered by the first {@code keys} operands, compared
 * one after the other; the rest move along. Floats order as -Inf, ..., Inf, NaN, with -0 equal to 0
 * and NaNs equal.
 *
 * @param extents the iteration space; the last dimension is sorted
 * @param keys how many of the operands are keys, at least 1
 * @param sources the operands
 * @param targets of the same dtypes; not aliasing the sources
 */
public record Sort(long[] extents, int keys, List<Access> sources, List<Access> targets)
    implements Kernel {
  /** Copies the lists. */
  public Sort {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
  }
}
