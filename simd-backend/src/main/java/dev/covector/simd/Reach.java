package dev.covector.simd;

import java.lang.foreign.MemorySegment;

/**
 * The range of bytes that a stream touches in its buffer.
 *
 * @param low the first byte
 * @param high the byte after the last; not above {@code low} when nothing is touched
 */
record Reach(int buffer, long low, long high) {

  static Reach of(Stream stream, long[] extents) {
    long low = stream.base();
    long high = stream.base() + stream.dtype().byteSize();
    for (int d = 0; d < extents.length; d++) {
      if (extents[d] == 0) {
        return new Reach(stream.buffer(), 0, 0);
      }
      long span = (extents[d] - 1) * stream.strides()[d];
      low += Math.min(0, span);
      high += Math.max(0, span);
    }
    for (Stream.Term term : stream.dynamic()) {
      low += Math.min(0, term.limit() * term.scale());
      high += Math.max(0, term.limit() * term.scale());
    }
    return new Reach(stream.buffer(), low, high);
  }

  /** Checks the range against the buffer that arrived. */
  void check(MemorySegment[] buffers) {
    check(buffers[buffer].byteSize());
  }

  /** Checks the range against the size of the buffer. */
  void check(long size) {
    if (high > low && (low < 0 || high > size)) {
      throw new IndexOutOfBoundsException(
          "simd: a kernel reaches bytes "
              + low
              + " to "
              + high
              + " of buffer %"
              + buffer
              + ", which has "
              + size);
    }
  }
}
