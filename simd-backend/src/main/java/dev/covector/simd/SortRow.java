package dev.covector.simd;

import dev.covector.kernel.Sort;
import java.util.concurrent.atomic.AtomicBoolean;

/** How one row of a {@link Sort} is sorted. */
final class SortRow {
  /** So many elements are kept in order while the others of a row are looked at. */
  private static final int SELECTED = 64;

  private final SortCode[] codes;
  private final RowSpace space;
  private final int length;
  private final int operands;
  private final int[] bytes;
  private final int count;
  private final boolean selects;
  private final boolean alone;
  private final boolean hasPayload;
  private final RadixSort.Kind kind;

  SortRow(Sort kernel, SortCode[] codes, RowSpace space, int length) {
    this.codes = codes;
    this.space = space;
    this.length = length;
    this.operands = kernel.sources().size();
    this.bytes = kernel.sources().stream().mapToInt(s -> s.dtype().byteSize()).toArray();
    this.count = Math.toIntExact(kernel.count());
    boolean isWhole = !kernel.descending() && count == length;
    this.alone = operands == 1 && isWhole;
    boolean isNarrow = bytes[0] <= Integer.BYTES;
    // moved along with its key, a payload need not be fetched; short rows prefer unique pairs
    this.hasPayload =
        operands == 2
            && isWhole
            && codes.length == 1
            && isNarrow
            && bytes[1] == Integer.BYTES
            && length > RadixSort.SHORT;
    this.selects =
        isNarrow && codes.length == 1 && count > 0 && count <= SELECTED && count < length / 4;
    this.kind =
        !alone ? RadixSort.Kind.PAIRS : isNarrow ? RadixSort.Kind.INTS : RadixSort.Kind.LONGS;
  }

  /** Whether only a few elements of a row are wanted, which need no sort. */
  boolean selects() {
    return selects;
  }

  /** What is sorted. */
  RadixSort.Kind kind() {
    return kind;
  }

  /**
   * Sorts a row.
   *
   * @param at the addresses of sources and targets
   * @param memory for the keys
   * @param other memory of the same size
   * @param chunks into how many tasks a loop over the row is cut
   */
  void sort(long[] at, long memory, long other, RadixSort sort, Workers workers, int chunks) {
    if (selects) {
      codes[0].select(at[0], space.step(0), length, memory, count);
      for (int operand = 0; operand < operands; operand++) {
        permute(at, operand, memory, 0, count);
      }
    } else if (alone || hasPayload) {
      sortKeys(at, memory, other, sort, workers, chunks);
    } else {
      sortPositions(at, memory, other, sort, workers, chunks);
    }
  }

  /** A loop over a part of the row. */
  private interface Part {
    void run(int from, int to);
  }

  private void forEach(Workers workers, int chunks, Part part) {
    if (chunks == 1) {
      part.run(0, length);
      return;
    }
    int chunk = RadixSort.chunk(length, chunks);
    workers.run(
        chunks,
        c -> {
          int from = Math.min(length, (int) c * chunk);
          part.run(from, Math.min(length, from + chunk));
        });
  }

  private void sortKeys(
      long[] at, long memory, long other, RadixSort sort, Workers workers, int chunks) {
    SortCode code = codes[0];
    long step = space.step(0);
    long target = at[operands];
    long targetStep = space.step(operands);
    AtomicBoolean special = new AtomicBoolean();
    forEach(
        workers,
        chunks,
        (from, to) -> {
          boolean found =
              alone
                  ? code.encode(at[0], step, from, to, memory)
                  : code.encodeWithPayload(at[0], step, at[1], space.step(1), from, to, memory);
          if (found) {
            special.set(true);
          }
        });
    long sorted = sort.sort(memory, other, length, false, workers);
    forEach(
        workers,
        chunks,
        (from, to) -> {
          if (alone) {
            code.decode(sorted, from, to, target, targetStep);
          } else {
            code.decodeWithPayload(sorted, from, to, target, targetStep, at[3], space.step(3));
          }
        });
    if (special.get()) {
      code.repair(at[0], step, length, target, targetStep);
    }
  }

  private void sortPositions(
      long[] at, long memory, long other, RadixSort sort, Workers workers, int chunks) {
    boolean isShort = length <= RadixSort.SHORT;
    long pairs = memory;
    boolean first = true;
    for (int k = codes.length - 1; k >= 0; k--) {
      int words = bytes[k] == Long.BYTES ? 2 : 1;
      for (int word = 0; word < words; word++) {
        long free = pairs == memory ? other : memory;
        encode(at, k, word, first, pairs, isShort ? free : pairs, isShort, workers, chunks);
        if (first || !isShort) {
          long sorted = sort.sort(pairs, free, length, isShort, workers);
          pairs = sorted;
        } else {
          // the new pairs are in the free memory, the old order where it was
          sort.sort(free, pairs, length, true, workers);
          RadixPasses.compose(free, pairs, length);
          pairs = free;
        }
        first = false;
      }
    }
    long order = pairs;
    for (int operand = 0; operand < operands; operand++) {
      int o = operand;
      forEach(workers, chunks, (from, to) -> permute(at, o, order, from, Math.min(to, count)));
    }
  }

  /** Fetches elements {@code from} to {@code to - 1} of an operand in order. */
  private void permute(long[] at, int operand, long order, int from, int to) {
    RadixPasses.permute(
        bytes[operand],
        order,
        from,
        to,
        at[operand],
        space.step(operand),
        at[operands + operand],
        space.step(operands + operand));
  }

  private void encode(
      long[] at,
      int key,
      int word,
      boolean first,
      long order,
      long pairs,
      boolean counts,
      Workers workers,
      int chunks) {
    long step = space.step(key);
    if (first) {
      forEach(
          workers,
          chunks,
          (from, to) -> codes[key].encodeWord(at[key], step, from, to, order, word));
    } else {
      forEach(
          workers,
          chunks,
          (from, to) ->
              codes[key].encodeWordAgain(at[key], step, from, to, order, pairs, word, counts));
    }
  }
}
