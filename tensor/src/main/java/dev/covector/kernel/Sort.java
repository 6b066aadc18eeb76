package dev.covector.kernel;

import java.util.List;

/**
 * A stable sort of rows, or the first of their elements in order: the last dimension is ordered by
 * the first {@code keys} operands, compared one after the other; the rest move along. Floats order
 * as -Inf, ..., Inf, NaN, with -0 equal to 0 and NaNs equal.
 *
 * @param extents the iteration space; the last dimension is sorted
 * @param keys how many of the operands are keys, at least 1
 * @param descending whether the largest comes first; equal elements keep their order
 * @param count how many elements of a sorted row are written
 * @param sources the operands
 * @param targets of the same dtypes; not aliasing the sources
 */
public record Sort(
    long[] extents,
    int keys,
    boolean descending,
    long count,
    List<Access> sources,
    List<Access> targets)
    implements Kernel {
  /** Copies the lists. */
  public Sort {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
  }

  /** A sort of whole rows, the smallest element first. */
  public Sort(long[] extents, int keys, List<Access> sources, List<Access> targets) {
    this(extents, keys, false, extents[extents.length - 1], sources, targets);
  }

  /** The points that targets are written at. */
  public long[] written() {
    long[] written = extents.clone();
    written[written.length - 1] = count;
    return written;
  }
}
