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

  /**
   * Rows of so many bytes do not fit the second-level cache: they are cut into buckets by their
   * highest digit first, which do.
   */
  private static final long LARGE = 1 << 20;

  private final Kind kind;
  private final int[][] counts;
  private final RadixSort[] inner;
  private final int[] starts = new int[BUCKETS + 1];
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
    this.inner = new RadixSort[chunks];
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
    boolean isUnique = kind != Kind.PAIRS || byPosition;
    if (isUnique
        && (long) length * kind.bytes >= LARGE
        && scatterByHighest(from, other, length, workers)) {
      sortBuckets(other, from, length, workers);
      return other;
    }
    return byDigits(from, other, length, kind.high, workers);
  }

  /** Sorts by the digits below a bit. */
  private long byDigits(long from, long other, int length, int high, Workers workers) {
    long source = from;
    long target = other;
    for (int shift = kind.low; shift < high; shift += DIGIT) {
      if (distribute(source, target, length, shift, Math.min(DIGIT, high - shift), workers)) {
        long swap = source;
        source = target;
        target = swap;
      }
    }
    return source;
  }

  /** Distributes by the highest digit; false where that leaves most in one bucket. */
  private boolean scatterByHighest(long source, long target, int length, Workers workers) {
    int shift = kind.high - DIGIT;
    int mask = BUCKETS - 1;
    int flip = BUCKETS / 2;
    int chunk = chunk(length, counts.length);
    workers.run(counts.length, c -> count((int) c, chunk, source, length, shift, mask, flip));
    if (offsets(length)) {
      return false;
    }
    // the first chunk's places are where the buckets begin
    System.arraycopy(counts[0], 0, starts, 0, BUCKETS);
    starts[BUCKETS] = length;
    for (int b = 0; b < BUCKETS; b++) {
      if (starts[b + 1] - starts[b] > length / 2) {
        return false;
      }
    }
    workers.run(
        counts.length, c -> scatter((int) c, chunk, source, target, length, shift, mask, flip));
    return true;
  }

  /** Sorts the buckets in place, about as many elements in each task. */
  private void sortBuckets(long address, long other, int length, Workers workers) {
    int tasks = counts.length;
    workers.run(
        tasks,
        t -> {
          if (inner[(int) t] == null) {
            inner[(int) t] = new RadixSort(kind, 1);
          }
          int from = Arrays.binarySearch(starts, (int) ((long) length * t / tasks));
          int bucket = from < 0 ? -from - 1 : first(from);
          long end = (long) length * (t + 1) / tasks;
          for (; bucket < BUCKETS && starts[bucket] < end; bucket++) {
            int size = starts[bucket + 1] - starts[bucket];
            long offset = (long) starts[bucket] * kind.bytes;
            inner[(int) t].sortBucket(address + offset, other + offset, size);
          }
        });
  }

  /** The first of the buckets that begin at the same place. */
  private int first(int bucket) {
    int found = bucket;
    while (found > 0 && starts[found - 1] == starts[bucket]) {
      found--;
    }
    return found;
  }

  /** Sorts elements with the same highest digit, in place. */
  private void sortBucket(long address, long other, int length) {
    if (length <= INSERTION) {
      insert(address, length);
    } else if (length <= SHORT) {
      library(address, length);
    } else {
      long sorted = byDigits(address, other, length, kind.high - DIGIT, Workers.INLINE);
      if (sorted != address) {
        MemorySegment.copy(Memory.ALL, sorted, Memory.ALL, address, (long) length * kind.bytes);
      }
    }
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
  private boolean distribute(
      long source, long target, int length, int shift, int bits, Workers workers) {
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

  private void count(int c, int chunk, long source, int length, int shift, int mask, int flip) {
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
