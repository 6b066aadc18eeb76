package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Dot products of rows with one vector in plain Java, element by element in the order of {@link
 * DotF32} and {@link DotF64}, so that the sums do not change when those take over.
 */
final class ScalarDot {
  /** Elements that are copied to arrays at a time: a multiple of all lanes. */
  private static final int BLOCK = 1024;

  /** The lanes of a sum where there are no vectors: enough to have several sums under way. */
  private static final int LANES = 4;

  private ScalarDot() {}

  /** As {@link DotTile#rows}. */
  static void rows(
      boolean wide, long rows, long count, long lhs, long row, long rhs, long out, long step) {
    int size = wide ? Double.BYTES : Float.BYTES;
    int lanes = VectorMode.isOn() ? VectorWidth.bits() / 8 / size : LANES;
    long together = rows / DotTile.ROWS * DotTile.ROWS;
    int most = (int) Math.min(BLOCK, count);
    if (wide) {
      double[] x = new double[most];
      double[] y = new double[most];
      for (long i = 0; i < rows; i++) {
        double[] sums = new double[i < together ? 2 * lanes : lanes];
        Memory.putF64(out + i * step, dot(count, lhs + i * row, rhs, x, y, sums, lanes));
      }
    } else {
      float[] x = new float[most];
      float[] y = new float[most];
      for (long i = 0; i < rows; i++) {
        float[] sums = new float[i < together ? 2 * lanes : lanes];
        Memory.putF32(out + i * step, dot(count, lhs + i * row, rhs, x, y, sums, lanes));
      }
    }
  }

  private static float dot(
      long count, long lhs, long rhs, float[] x, float[] y, float[] sums, int lanes) {
    long whole = count / sums.length * sums.length;
    for (long from = 0; from < whole; from += BLOCK) {
      int size = (int) Math.min(BLOCK, whole - from);
      read(lhs + from * Float.BYTES, x, size);
      read(rhs + from * Float.BYTES, y, size);
      add(x, y, sums, size);
    }
    float rest = 0;
    for (long i = whole; i < count; i++) {
      rest =
          Math.fma(
              Memory.getF32(lhs + i * Float.BYTES), Memory.getF32(rhs + i * Float.BYTES), rest);
    }
    return BlockLanes.end(ScalarFn.ADD, sums, sums.length, lanes) + rest;
  }

  private static void add(float[] x, float[] y, float[] sums, int count) {
    for (int from = 0; from < count; from += sums.length) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] = Math.fma(x[from + j], y[from + j], sums[j]);
      }
    }
  }

  private static void read(long address, float[] target, int count) {
    MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address, target, 0, count);
  }

  private static double dot(
      long count, long lhs, long rhs, double[] x, double[] y, double[] sums, int lanes) {
    long whole = count / sums.length * sums.length;
    for (long from = 0; from < whole; from += BLOCK) {
      int size = (int) Math.min(BLOCK, whole - from);
      read(lhs + from * Double.BYTES, x, size);
      read(rhs + from * Double.BYTES, y, size);
      add(x, y, sums, size);
    }
    double rest = 0;
    for (long i = whole; i < count; i++) {
      rest =
          Math.fma(
              Memory.getF64(lhs + i * Double.BYTES), Memory.getF64(rhs + i * Double.BYTES), rest);
    }
    return BlockLanes.end(ScalarFn.ADD, sums, sums.length, lanes) + rest;
  }

  private static void add(double[] x, double[] y, double[] sums, int count) {
    for (int from = 0; from < count; from += sums.length) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] = Math.fma(x[from + j], y[from + j], sums[j]);
      }
    }
  }

  private static void read(long address, double[] target, int count) {
    MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, address, target, 0, count);
  }
}
