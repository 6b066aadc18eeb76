package dev.covector.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a loop that already exists and can compute a value that it reads, so that the value need
 * not have a loop of its own. The loop is the one that runs first of all that read the value; the
 * others, if any, read what it stores. Heights tell who may run first: a step is higher than every
 * step that reads what it writes, so of two steps of one height neither waits for the other.
 */
final class Fusion {
  /** How many operations a loop may hold: more would not fit what HotSpot compiles at once. */
  static final int LIMIT = 60;

  /** How many cheap operations a loop may repeat for elements that share a value. */
  private static final int REPEATS = 4;

  /** Where in a loop a value is computed. */
  record Place(LoopStep step, IndexMap map, IndexMap row) {}

  /**
   * A value looking for a loop.
   *
   * @param readers all reads of it
   * @param sizes its physical sizes
   * @param row the sizes of further axes that are combined, without those of size 1
   * @param origin the sizes of the rows that it was combined from before, if any
   */
  record Value(
      List<Read> readers,
      long[] sizes,
      Computation computation,
      long[] row,
      Optional<long[]> origin) {}

  /** The loop that can compute the value, if there is one; prepared for it. */
  Optional<Place> place(Value value) {
    int height = Plan.heightAbove(value.readers) - 1;
    List<Read> first = new ArrayList<>();
    for (Read read : value.readers) {
      if (read.step().height == height) {
        if (read.kind != Read.Kind.VALUE || !(read.step() instanceof LoopStep)) {
          return Optional.empty();
        }
        first.add(read);
      }
    }
    Optional<LoopStep> together = together(first, value.computation.cost());
    if (together.isEmpty()) {
      return Optional.empty();
    }
    LoopStep step = together.get();
    IndexMap map = first.getFirst().map;
    boolean isShared = first.size() < value.readers.size();
    if (Dimensions.points(step.extents) == 0 || !fits(step, map, value, isShared)) {
      return Optional.empty();
    }
    step.cost += value.computation.cost();
    // the loop may have got dimensions for the row meanwhile
    IndexMap place = first.getFirst().map;
    return Optional.of(new Place(step, place, step.row(value.row)));
  }

  /** One loop of all loops that read a value, where they walk it alike. */
  private static Optional<LoopStep> together(List<Read> reads, int cost) {
    LoopStep step = (LoopStep) reads.getFirst().step();
    IndexMap map = reads.getFirst().map;
    List<LoopStep> others = new ArrayList<>();
    int total = step.cost + cost;
    for (Read read : reads) {
      LoopStep other = (LoopStep) read.step();
      if (!read.map.equals(map)) {
        return Optional.empty();
      }
      if (other != step && !others.contains(other)) {
        total += other.cost;
        if (total > LIMIT || !other.walksAs(step)) {
          return Optional.empty();
        }
        others.add(other);
      }
    }
    if (total > LIMIT) {
      return Optional.empty();
    }
    others.forEach(step::absorb);
    return Optional.of(step);
  }

  private static boolean fits(LoopStep step, IndexMap map, Value value, boolean isShared) {
    boolean ignoresRow = ignores(map, step.rank() - step.rowRank, step.rank());
    if (value.row.length > 0) {
      int used = step.rank() - (step.rowRank > 0 ? step.rowRank : trailingIgnored(step, map));
      // asked first: fitting a row changes the loop
      return (!isShared || isOnceEach(step, map, value.sizes, used))
          && fitsRow(step, map, value, ignoresRow);
    }
    if (step.rowRank == 0 && value.origin.isPresent()) {
      int trailing = trailingIgnored(step, map);
      if (trailing > 0 && isRow(step, step.rank() - trailing, value.origin.get())) {
        step.rowRank = trailing; // the reduction that it comes from will follow
        ignoresRow = true;
      }
    }
    boolean repeats = false;
    for (int d = 0; d < step.rank(); d++) {
      boolean isRowOfRowValue = ignoresRow && d >= step.rank() - step.rowRank;
      repeats |= ignores(map, d, d + 1) && !isRowOfRowValue;
    }
    if (!repeats) {
      int used = ignoresRow ? step.rank() - step.rowRank : step.rank();
      return !isShared || isOnceEach(step, map, value.sizes, used);
    }
    if (isShared || !value.computation.isCheap() || step.repeats >= REPEATS) {
      return false;
    }
    step.repeats++;
    return true;
  }

  /** Whether the loop has the row that the value combines, or can get it. */
  private static boolean fitsRow(LoopStep step, IndexMap map, Value value, boolean ignoresRow) {
    int outer = step.rank() - step.rowRank;
    if (step.rowRank > 0) {
      return ignoresRow && isRow(step, outer, value.row) && usesAll(map, outer);
    }
    int trailing = trailingIgnored(step, map);
    if (!usesAll(map, step.rank() - trailing)) {
      return false;
    }
    if (trailing == 0) {
      step.extend(value.row);
      return true;
    }
    if (!isRow(step, step.rank() - trailing, value.row)) {
      return false;
    }
    step.rowRank = trailing;
    return true;
  }

  /** Whether the dimensions from {@code first} on are a row of these sizes. */
  private static boolean isRow(LoopStep step, int first, long[] sizes) {
    long[] row = Arrays.copyOfRange(step.extents, first, step.rank());
    return Arrays.equals(row, sizes) || (sizes.length == 1 && Dimensions.points(row) == sizes[0]);
  }

  private static int trailingIgnored(LoopStep step, IndexMap map) {
    int count = 0;
    while (count < step.rank() && ignores(map, step.rank() - count - 1, step.rank() - count)) {
      count++;
    }
    return count;
  }

  private static boolean ignores(IndexMap map, int from, int to) {
    for (int d = from; d < to; d++) {
      for (Affine axis : map.axes()) {
        if (!axis.ignores(d)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean usesAll(IndexMap map, int to) {
    for (int d = 0; d < to; d++) {
      if (ignores(map, d, d + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first dimensions of a loop meet each element of a value exactly once. */
  private static boolean isOnceEach(LoopStep step, IndexMap map, long[] sizes, int used) {
    Affine position = map.linear(sizes, step.rank());
    List<long[]> walks = new ArrayList<>();
    for (int d = 0; d < used; d++) {
      walks.add(new long[] {position.coefficients()[d], step.extents[d]});
    }
    walks.sort((a, b) -> Long.compare(a[0], b[0]));
    long covered = 1;
    for (long[] walk : walks) {
      if (walk[0] != covered) {
        return false;
      }
      covered *= walk[1];
    }
    return position.constant() == 0 && covered == Dimensions.points(sizes);
  }

  /** Which points of which elements a loop walks. */
  private record Walk(int height, List<Long> extents, int rowRank, IndexMap map) {}

  /** Joins loops that walk all elements of a stored value alike, so that each is loaded once. */
  static void joinReaders(List<Read> readers) {
    Map<Walk, LoopStep> loops = new HashMap<>();
    for (Read read : readers) {
      if (read.kind == Read.Kind.VALUE
          && read.step() instanceof LoopStep step
          && step.rank() > 0
          && usesAll(read.map, step.rank())) {
        List<Long> extents = Arrays.stream(step.extents).boxed().toList();
        Walk walk = new Walk(step.height, extents, step.rowRank, read.map);
        LoopStep first = loops.putIfAbsent(walk, step);
        LoopStep known = first == null ? step : (LoopStep) first.merged();
        if (known != step && known.cost + step.cost <= LIMIT) {
          known.absorb(step);
        }
      }
    }
  }
}
