package dev.covector.simd;

import java.lang.foreign.ValueLayout;

/**
 * Copies rectangles of elements between two layouts. The inner loop runs along the second
 * dimension, so that a transposed operand's cache line is read (or written) whole.
 */
final class TileCopy {
  private static final long LINE = 64;

  private TileCopy() {}

  /** A side of a copy: an address and the bytes that a step along either dimension moves it. */
  record Side(long address, long outer, long inner) {}

  /** Copies {@code outer} times {@code inner} elements. */
  static void copy(int size, Side from, Side to, long outer, long inner) {
    for (long i = 0; i < outer; i++) {
      long source = from.address + i * from.outer;
      long target = to.address + i * to.outer;
      switch (size) {
        case 1 -> bytes(source, from.inner, target, to.inner, inner);
        case 2 -> shorts(source, from.inner, target, to.inner, inner);
        case 4 -> ints(source, from.inner, target, to.inner, inner);
        default -> longs(source, from.inner, target, to.inner, inner);
      }
    }
  }

  /**
   * Reads an element of each cache line, so that the lines of many rows are on their way at once. A
   * copy alone waits for row after row: the processor does not look far enough ahead, and hardware
   * prefetches none, since each row lies in another page.
   */
  static long touch(Side side, long outer, long inner) {
    long reach = (inner - 1) * side.inner;
    long first = Math.min(reach, 0);
    long last = Math.max(reach, 0);
    long sum = 0;
    for (long line = first; line <= last; line += LINE) {
      for (long i = 0; i < outer; i++) {
        sum += Memory.ALL.get(ValueLayout.JAVA_BYTE, side.address + i * side.outer + line);
      }
    }
    return sum;
  }

  private static void bytes(long source, long step, long target, long stride, long count) {
    for (long i = 0; i < count; i++) {
      byte value = Memory.ALL.get(ValueLayout.JAVA_BYTE, source + i * step);
      Memory.ALL.set(ValueLayout.JAVA_BYTE, target + i * stride, value);
    }
  }

  private static void shorts(long source, long step, long target, long stride, long count) {
    for (long i = 0; i < count; i++) {
      short value = Memory.ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, source + i * step);
      Memory.ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, target + i * stride, value);
    }
  }

  private static void ints(long source, long step, long target, long stride, long count) {
    long i = 0;
    for (; i + 4 <= count; i += 4) {
      long from = source + i * step;
      long to = target + i * stride;
      int a = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from);
      int b = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from + step);
      int c = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from + 2 * step);
      int d = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from + 3 * step);
      Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to, a);
      Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to + stride, b);
      Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to + 2 * stride, c);
      Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to + 3 * stride, d);
    }
    for (; i < count; i++) {
      int value = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, source + i * step);
      Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, target + i * stride, value);
    }
  }

  private static void longs(long source, long step, long target, long stride, long count) {
    for (long i = 0; i < count; i++) {
      long value = Memory.ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, source + i * step);
      Memory.ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, target + i * stride, value);
    }
  }
}
