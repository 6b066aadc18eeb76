package dev.covector.simd;

import dev.covector.kernel.Access;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The iteration space of a kernel that works along its last dimension: blocks of rows that lie at
 * equal distances. Outer dimensions that move alike are merged; the one with the smallest steps
 * numbers the rows of a block, so that neighbouring rows may be neighbours in memory too.
 */
final class RowSpace {
  private final Access[] accesses;
  private final List<Reach> reaches;
  private final long length;
  private final long[] outer;
  private final long[][] outerSteps;
  private final long rows;
  private final long[] rowSteps;
  private final long[] steps;

  /** A space whose rows are visited in any order. */
  RowSpace(long[] extents, List<Access> accesses) {
    this(extents, accesses, true);
  }

  /**
   * A space.
   *
   * @param reorders whether outer dimensions may be exchanged, the largest steps of the first
   *     access first; if not, one task visits the rows in row-major order
   */
  RowSpace(long[] extents, List<Access> accesses, boolean reorders) {
    this(extents, accesses, reorders, Collections.nCopies(accesses.size(), extents));
  }

  /**
   * A space where some accesses touch a part of each row only.
   *
   * @param reached the points that each access touches
   */
  RowSpace(long[] extents, List<Access> accesses, boolean reorders, List<long[]> reached) {
    for (Access access : accesses) {
      if (!access.dynamic().isEmpty()) {
        throw new IllegalArgumentException("simd: " + access + " of a row kernel is dynamic");
      }
    }
    this.accesses = accesses.toArray(Access[]::new);
    this.reaches =
        IntStream.range(0, accesses.size())
            .mapToObj(a -> reach(accesses.get(a), reached.get(a)))
            .toList();
    int last = extents.length - 1;
    this.length = last < 0 ? 1 : extents[last];
    this.steps = last < 0 ? new long[accesses.size()] : steps(last);
    List<List<Integer>> groups = groups(extents, reorders);
    int inner = groups.size() - 1;
    this.rows = inner < 0 ? 1 : size(groups.get(inner), extents);
    this.rowSteps = inner < 0 ? new long[accesses.size()] : steps(groups.get(inner).getLast());
    this.outer = new long[Math.max(0, inner)];
    this.outerSteps = new long[outer.length][];
    for (int g = 0; g < outer.length; g++) {
      outer[g] = size(groups.get(g), extents);
      outerSteps[g] = steps(groups.get(g).getLast());
    }
  }

  private static Reach reach(Access access, long[] extents) {
    List<Stream> streams = new ArrayList<>();
    Stream.add(streams, Stream.Role.LOAD, access);
    return Reach.of(streams.getFirst(), extents);
  }

  /** What each access moves by along a dimension, in bytes. */
  private long[] steps(int dimension) {
    long[] result = new long[accesses.length];
    for (int a = 0; a < result.length; a++) {
      result[a] = accesses[a].strides()[dimension] * accesses[a].dtype().byteSize();
    }
    return result;
  }

  private static long size(List<Integer> group, long[] extents) {
    return group.stream().mapToLong(d -> extents[d]).reduce(1, (x, y) -> x * y);
  }

  /** The outer dimensions, neighbours that move alike together. */
  private List<List<Integer>> groups(long[] extents, boolean reorders) {
    List<Integer> order = new ArrayList<>();
    for (int d = 0; d < extents.length - 1; d++) {
      if (extents[d] != 1) {
        order.add(d);
      }
    }
    if (reorders) {
      order.sort(Comparator.comparingLong((Integer d) -> Math.abs(steps(d)[0])).reversed());
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (int d : order) {
      if (!groups.isEmpty() && follows(groups.getLast().getLast(), d, extents[d])) {
        groups.getLast().add(d);
      } else {
        groups.add(new ArrayList<>(List.of(d)));
      }
    }
    return groups;
  }

  private boolean follows(int slow, int fast, long extent) {
    long[] large = steps(slow);
    long[] small = steps(fast);
    for (int a = 0; a < large.length; a++) {
      if (large[a] != small[a] * extent) {
        return false;
      }
    }
    return true;
  }

  /** The length of a row. */
  long length() {
    return length;
  }

  /** How many rows a block has. */
  long rows() {
    return rows;
  }

  /** How many rows all blocks have. */
  long allRows() {
    return rows * Arrays.stream(outer).reduce(1, (x, y) -> x * y);
  }

  /** What an access moves by along a row, in bytes. */
  long step(int access) {
    return steps[access];
  }

  /** What an access moves by from one row to the next, in bytes. */
  long rowStep(int access) {
    return rowSteps[access];
  }

  /** Checks that the kernel stays inside its buffers. */
  void check(MemorySegment[] buffers) {
    for (int i = 0; i < reaches.size(); i++) {
      reaches.get(i).check(buffers);
    }
  }

  /** Moves addresses to the next row of a block. */
  void advance(long[] addresses) {
    for (int a = 0; a < addresses.length; a++) {
      addresses[a] += rowSteps[a];
    }
  }

  /** What is done with rows. */
  @FunctionalInterface
  interface Body {
    /**
     * Works on neighbouring rows.
     *
     * @param task the number of the task
     * @param addresses of the first row, per access
     * @param count how many rows
     */
    void rows(int task, long[] addresses, long count);
  }

  /** Into how many tasks the rows are cut, at a cost in nanoseconds per element. */
  int tasks(Workers workers, double elementCost) {
    long all = allRows();
    return (int) Math.min(all, workers.tasks(all * (double) length * elementCost));
  }

  /**
   * Visits all rows in tasks of consecutive ones.
   *
   * @param grain tasks begin at multiples of it, where there are enough rows
   */
  void forEach(MemorySegment[] buffers, Workers workers, int tasks, long grain, Body body) {
    long all = allRows();
    if (all == 0) {
      return;
    }
    if (tasks <= 1) {
      visit(buffers, 0, 0, all, body);
      return;
    }
    long share = (all + tasks - 1) / tasks;
    long perTask = share < grain ? share : (share + grain - 1) / grain * grain;
    int cuts = (int) ((all + perTask - 1) / perTask);
    workers.run(
        cuts,
        task ->
            visit(buffers, (int) task, task * perTask, Math.min(all, (task + 1) * perTask), body));
  }

  private void visit(MemorySegment[] buffers, int task, long from, long to, Body body) {
    long[] addresses = new long[accesses.length];
    for (long row = from; row < to; ) {
      long first = row % rows;
      long count = Math.min(rows - first, to - row);
      place(buffers, row / rows, first, addresses);
      body.rows(task, addresses, count);
      row += count;
    }
  }

  private void place(MemorySegment[] buffers, long block, long row, long[] addresses) {
    for (int a = 0; a < addresses.length; a++) {
      Access access = accesses[a];
      addresses[a] =
          buffers[access.buffer()].address()
              + access.offset() * access.dtype().byteSize()
              + row * rowSteps[a];
    }
    long rest = block;
    for (int d = outer.length - 1; d >= 0; d--) {
      long index = rest % outer[d];
      rest /= outer[d];
      for (int a = 0; a < addresses.length; a++) {
        addresses[a] += index * outerSteps[d][a];
      }
    }
  }
}
