package dev.covector.simd;

import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The iteration space of a gather or scatter as runs: an operand reached through indices that do
 * not change along a run, and one that is not.
 */
final class IndexedRows {
  /** Which access of the space is the operand without indices. */
  static final int PLAIN = 0;

  /** Which access of the space is the operand with indices, without them. */
  static final int INDEXED = 1;

  /** The first access of the space to an index. */
  static final int INDICES = 2;

  private final RowSpace space;
  private final Reach reach;
  private final IndexTerms terms;

  /**
   * A space.
   *
   * @param plain the operand without indices
   * @param indexed the operand with indices
   * @param reorders whether runs may be visited in any order
   */
  IndexedRows(long[] extents, Access plain, Access indexed, boolean reorders) {
    long[] split = splitRun(extents, plain, indexed);
    int rank = split.length;
    List<Access> accesses = new ArrayList<>();
    int from = extents.length - runRank(extents, plain, indexed);
    accesses.add(over(plain, from, rank));
    accesses.add(over(indexed, from, rank));
    for (DynamicIndex term : indexed.dynamic()) {
      accesses.add(over(term.index(), from, rank));
    }
    this.space = new RowSpace(split, accesses, reorders);
    List<Stream> streams = new ArrayList<>();
    Stream.add(streams, Stream.Role.LOAD, indexed);
    this.reach = Reach.of(streams.getFirst(), extents);
    this.terms = IndexTerms.of(indexed, space);
  }

  /** The outer dimensions, and one for the run. */
  private static long[] splitRun(long[] extents, Access plain, Access indexed) {
    int run = runRank(extents, plain, indexed);
    int from = extents.length - run;
    long[] split = Arrays.copyOf(extents, from + 1);
    split[from] = 1;
    for (int d = from; d < extents.length; d++) {
      split[from] *= extents[d];
    }
    return split;
  }

  /** How many of the last dimensions no index depends on, and both operands walk in equal steps. */
  private static int runRank(long[] extents, Access plain, Access indexed) {
    int count = 0;
    long size = 1;
    for (int d = extents.length - 1; d >= 0; d--) {
      int dimension = d;
      boolean depends =
          extents[d] != 1
              && indexed.dynamic().stream().anyMatch(t -> t.index().strides()[dimension] != 0);
      int last = extents.length - 1;
      boolean follows =
          count == 0
              || extents[d] == 1
              || (plain.strides()[d] == plain.strides()[last] * size
                  && indexed.strides()[d] == indexed.strides()[last] * size);
      if (depends || !follows) {
        break;
      }
      size *= extents[d];
      count++;
    }
    return count;
  }

  /** An access without its indices, with the last of a run's dimensions for all of them. */
  private static Access over(Access access, int from, int rank) {
    long[] strides = Arrays.copyOf(access.strides(), rank);
    int last = access.strides().length - 1;
    strides[rank - 1] = from > last ? 0 : access.strides()[last];
    return new Access(access.buffer(), access.dtype(), access.offset(), strides);
  }

  RowSpace space() {
    return space;
  }

  IndexTerms terms() {
    return terms;
  }

  /** Checks that all operands stay inside their buffers. */
  void check(MemorySegment[] buffers) {
    space.check(buffers);
    reach.check(buffers);
  }

  /** Whether both operands are contiguous along a run. */
  boolean isContiguous(int bytes) {
    return space.length() == 1 || (space.step(PLAIN) == bytes && space.step(INDEXED) == bytes);
  }
}
