package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Dot products of rows with one vector in plain Java; see {@link ScalarProduct}. */
final class ScalarDot {
  /** Elements that are copied to arrays at a time. */
  private static final int BLOCK = 1024;

  private ScalarDot() {}

  /** As {@link DotTile#rows}. */
  static void rows(
      boolean wide, long rows, long count, long lhs, long row, long rhs, long out, long step) {
    double[] x = new double[(int) Math.min(BLOCK, count)];
    double[] y = new double[(int) Math.min(BLOCK, count)];
    for (long i = 0; i < rows; i++) {
      double sum = 0;
      for (long from = 0; from < count; from += BLOCK) {
        int size = (int) Math.min(BLOCK, count - from);
        read(wide, lhs + i * row, from, x, size);
        read(wide, rhs, from, y, size);
        sum += dot(x, y, size);
      }
      if (wide) {
        Memory.putF64(out + i * step, sum);
      } else {
        Memory.putF32(out + i * step, (float) sum);
      }
    }
  }

  private static void read(boolean wide, long address, long from, double[] target, int count) {
    if (wide) {
      MemorySegment.copy(
          Memory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, address + from * 8, target, 0, count);
      return;
    }
    for (int j = 0; j < count; j++) {
      target[j] = Memory.getF32(address + (from + j) * 4);
    }
  }

  /** Four sums, since an addition takes four cycles. */
  private static double dot(double[] x, double[] y, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int j = 0;
    for (; j + 4 <= count; j += 4) {
      a += x[j] * y[j];
      b += x[j + 1] * y[j + 1];
      c += x[j + 2] * y[j + 2];
      d += x[j + 3] * y[j + 3];
    }
    for (; j < count; j++) {
      a += x[j] * y[j];
    }
    return (a + b) + (c + d);
  }
}
