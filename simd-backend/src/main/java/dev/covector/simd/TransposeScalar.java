package dev.covector.simd;

import java.lang.foreign.ValueLayout;

/** Transposes elements of four bytes one by one. */
final class TransposeScalar implements TransposeCode {
  @Override
  public void transpose(long source, long step, long target, long stride, long rows, long columns) {
    ints(source, step, target, stride, rows, columns);
  }

  /** As {@link #transpose}. */
  static void ints(long source, long step, long target, long stride, long rows, long columns) {
    for (long r = 0; r < rows; r++) {
      long from = source + r * step;
      long to = target + r * Integer.BYTES;
      long c = 0;
      for (; c + 4 <= columns; c += 4) {
        int x = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from);
        int y = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from + 4);
        int z = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from + 8);
        int w = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from + 12);
        Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to, x);
        Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to + stride, y);
        Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to + 2 * stride, z);
        Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to + 3 * stride, w);
        from += 16;
        to += 4 * stride;
      }
      for (; c < columns; c++) {
        int value = Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, from);
        Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, to, value);
        from += Integer.BYTES;
        to += stride;
      }
    }
  }
}
