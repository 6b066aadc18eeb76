package dev.covector.reference;

import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The points of an iteration space in row-major order, and where accesses reach at them. */
final class Points {
  /** What {@link #reach} gives for an element that is to be dropped. */
  static final long DROPPED = -1;

  private final long[] extents;
  private final int from;
  private final int to;
  private final long[] index;

  /** The points of dimensions {@code from} to {@code to - 1}; the others keep their index. */
  Points(long[] extents, int from, int to, long[] index) {
    this.extents = extents;
    this.from = from;
    this.to = to;
    this.index = index;
  }

  /** Goes to the first point; false when there is none. */
  boolean first() {
    Arrays.fill(index, from, to, 0);
    for (int d = from; d < to; d++) {
      if (extents[d] == 0) {
        return false;
      }
    }
    return true;
  }

  /** Goes to the next point; false when there is none. */
  boolean next() {
    for (int d = to - 1; d >= from; d--) {
      if (++index[d] < extents[d]) {
        return true;
      }
      index[d] = 0;
    }
    return false;
  }

  /** The position in its buffer that an access reaches at a point, or {@link #DROPPED}. */
  static long reach(Access access, long[] index, MemorySegment[] buffers) {
    long position = access.offset();
    for (int d = 0; d < index.length; d++) {
      position += index[d] * access.strides()[d];
    }
    for (DynamicIndex term : access.dynamic()) {
      Access source = term.index();
      long at = reach(source, index, buffers);
      long i = Element.read(buffers[source.buffer()], source.dtype(), at);
      boolean beyond = i > term.limit() || (i < 0 && source.dtype().isUnsigned());
      boolean outside = beyond || i < 0;
      switch (term.bounds()) {
        case CLIP -> i = beyond ? term.limit() : Math.max(i, 0);
        case DROP -> {
          if (outside) {
            return DROPPED;
          }
        }
      }
      position += i * term.scale();
    }
    return position;
  }

  /** The element that an access reaches at a point. */
  static long read(Access access, long[] index, MemorySegment[] buffers) {
    return Element.read(buffers[access.buffer()], access.dtype(), reach(access, index, buffers));
  }

  /** Stores the element that an access reaches at a point. */
  static void write(Access access, long[] index, MemorySegment[] buffers, long element) {
    Element.write(buffers[access.buffer()], access.dtype(), reach(access, index, buffers), element);
  }
}
