package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Stable sorts of ints, of longs, and of pairs by their high halves, in memory. Short rows are
 * sorted by insertion or by the JDK (in vectors, where the machine has them); long ones by their
 * digits of 11 bits, the lowest first, without those that are the same everywhere. Knuth, The Art
 * of Computer Programming 3, 5.2.5.
 *
 * <p>Of a million floats a pass takes 1 to 2 ms on a core; eight bits would make the passes hardly
 * cheaper, and need four for three.
 */
final class RadixSort {
  /** What is sorted. */
  enum Kind {
    INTS(4, 0, 32),
    LONGS(8, 0, 64),
    /** Pairs that are unique, or may be told apart by the low half when keys are equal. */
    PAIRS(8, 32, 64);

    private final int bytes;
    private final int low;
    private final int high;

    Kind(int bytes, int low, int high) {
      this.bytes = bytes;
      this.low = low;
      this.high = high;
    }

    /** The size of an element. */
    int bytes() {
      return bytes;
    }
  }

  /** Rows up to this length are sorted by insertion. */
  private static final int INSERTION = 20;

  /** Rows up to this length are sorted by the JDK, which sorts pairs by all their bits. */
  static final int SHORT = 4096;

  private static final int DIGIT = 11;
  private static final int BUCKETS = 1 << DIGIT;

  private final Kind kind;
  private final int[][] counts;
  private int[] ints = new int[0];
  private long[] longs = new long[0];

  /**
   * A sort, for one thread at a time.
   *
   * @param chunks how many tasks a long row is cut into
   */
  RadixSort(Kind kind, int chunks) {
    this.kind = kind;
    this.counts = new int[chunks][];
  }

  /** The length of a chunk, but for the last. */
  static int chunk(int length, int chunks) {
    return (length + chunks - 1) / chunks;
  }

  /**
   * Sorts.
   *
   * @param from the elements; overwritten
   * @param other memory of the same size
   * @param byPosition whether pairs have rising positions below, so that the order of all their
   *     bits is that of the keys with equal ones in place
   * @return which of the two has the sorted elements
   */
  long sort(long from, long other, int length, boolean byPosition, Workers workers) {
    if (length <= INSERTION) {
      insert(from, length);
      return from;
    }
    if (length <= SHORT && (kind != Kind.PAIRS || byPosition)) {
      library(from, length);
      return from;
    }
    long source = from;
    long target = other;
    for (int shift = kind.low; shift < kind.high; shift += DIGIT) {
      if (distribute(source, target, length, shift, workers)) {
        long swap = source;
        source = target;
        target = swap;
      }
    }
    return source;
  }

  private void library(long address, int length) {
    if (kind == Kind.INTS) {
      if (ints.length < length) {
        ints = new int[length];
      }
      MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_INT, address, ints, 0, length);
      Arrays.sort(ints, 0, length);
      MemorySegment.copy(ints, 0, Memory.ALL, ValueLayout.JAVA_INT, address, length);
      return;
    }
    if (longs.length < length) {
      longs = new long[length];
    }
    MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_LONG, address, longs, 0, length);
    Arrays.sort(longs, 0, length);
    MemorySegment.copy(longs, 0, Memory.ALL, ValueLayout.JAVA_LONG, address, length);
  }

  private void insert(long address, int length) {
    if (kind == Kind.INTS) {
      RadixPasses.insertInts(address, length);
    } else {
      RadixPasses.insertLongs(address, length, kind.low);
    }
  }

  /** A stable counting pass over one digit; false when it is the same everywhere. */
  private boolean distribute(long source, long target, int length, int shift, Workers workers) {
    int bits = Math.min(DIGIT, kind.high - shift);
    int mask = (1 << bits) - 1;
    // the highest digit is signed
    int flip = shift + bits == kind.high ? 1 << (bits - 1) : 0;
    int chunk = chunk(length, counts.length);
    workers.run(counts.length, c -> count((int) c, chunk, source, length, shift, mask, flip));
    if (offsets(length)) {
      return false;
    }
    workers.run(
        counts.length, c -> scatter((int) c, chunk, source, target, length, shift, mask, flip));
    return true;
  }

  private void count(
      int c, int chunk, long source, int length, int shift, int mask, int flip) {
    if (counts[c] == null) {
      counts[c] = new int[BUCKETS];
    } else {
      Arrays.fill(counts[c], 0);
    }
    int from = Math.min(length, c * chunk);
    int to = Math.min(length, from + chunk);
    if (kind == Kind.INTS) {
      RadixPasses.countInts(source, from, to, shift, mask, flip, counts[c]);
    } else {
      RadixPasses.countLongs(source, from, to, shift, mask, flip, counts[c]);
    }
  }

  /** Turns counts into where each chunk's digits go; true when there is one digit. */
  private boolean offsets(int length) {
    int sum = 0;
    for (int digit = 0; digit < BUCKETS; digit++) {
      int before = sum;
      for (int[] count : counts) {
        int here = count[digit];
        count[digit] = sum;
        sum += here;
      }
      if (sum - before == length) {
        return true;
      }
    }
    return false;
  }

  private void scatter(
      int c, int chunk, long source, long target, int length, int shift, int mask, int flip) {
    int from = Math.min(length, c * chunk);
    int to = Math.min(length, from + chunk);
    if (kind == Kind.INTS) {
      RadixPasses.scatterInts(source, target, from, to, shift, mask, flip, counts[c]);
    } else {
      RadixPasses.scatterLongs(source, target, from, to, shift, mask, flip, counts[c]);
    }
  }
}
