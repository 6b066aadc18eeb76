package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Matrix products in plain Java, for as long as tiles of vectors are not compiled, and where there
 * are none. The operands are copied to arrays first: HotSpot's interpreter reads an array a hundred
 * times faster than a memory segment, and C2 finds the vectors in loops over arrays by itself. The
 * order of additions is that of the tiles, so that the result has the same bits.
 */
final class ScalarProduct {
  private static final ThreadLocal<ScalarProduct> CURRENT =
      ThreadLocal.withInitial(ScalarProduct::new);

  private float[] panelF32 = {};
  private float[] rowF32 = {};
  private float[] sumsF32 = {};
  private double[] panelF64 = {};
  private double[] rowF64 = {};
  private double[] sumsF64 = {};

  private boolean wide;
  private int columns;
  private int depth;

  private ScalarProduct() {}

  /**
   * The calling thread's arrays, with a panel of the right operand.
   *
   * @param wide whether elements are f64, not f32
   * @param right the address of the panel's first element; its columns are contiguous
   * @param rightStep from one contracted position to the next, in bytes
   */
  static ScalarProduct load(boolean wide, int columns, int depth, long right, long rightStep) {
    ScalarProduct product = CURRENT.get();
    product.wide = wide;
    product.columns = columns;
    product.depth = depth;
    if (wide) {
      product.loadF64(right, rightStep);
    } else {
      product.loadF32(right, rightStep);
    }
    return product;
  }

  /**
   * Some rows times the panel, with distances in bytes.
   *
   * @param left the address of the left operand's first element
   * @param leftRow from one row of it to the next
   * @param leftStep from one contracted position to the next
   * @param target the address of the sums, whose rows are contiguous
   * @param add 1 when sums are added to what is there, 0 when they replace it
   */
  void rows(
      int rows, long left, long leftRow, long leftStep, long target, long targetRow, int add) {
    for (int i = 0; i < rows; i++) {
      if (wide) {
        rowF64(left + i * leftRow, leftStep, target + i * targetRow, add);
      } else {
        rowF32(left + i * leftRow, leftStep, target + i * targetRow, add);
      }
    }
  }

  private void loadF32(long right, long rightStep) {
    if (panelF32.length < columns * depth) {
      panelF32 = new float[columns * depth];
    }
    if (rowF32.length < depth) {
      rowF32 = new float[depth];
    }
    if (sumsF32.length < columns) {
      sumsF32 = new float[columns];
    }
    for (int p = 0; p < depth; p++) {
      readF32(right + p * rightStep, panelF32, p * columns, columns);
    }
  }

  private void rowF32(long left, long leftStep, long target, int add) {
    float[] row = rowF32;
    float[] sums = sumsF32;
    if (leftStep == 4) {
      readF32(left, row, 0, depth);
    } else {
      for (int p = 0; p < depth; p++) {
        row[p] = Memory.getF32(left + p * leftStep);
      }
    }
    Arrays.fill(sums, 0, columns, 0);
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      four(sums, columns, panelF32, p * columns, row[p], row[p + 1], row[p + 2], row[p + 3]);
    }
    for (; p < depth; p++) {
      for (int j = 0; j < columns; j++) {
        sums[j] = Math.fma(row[p], panelF32[p * columns + j], sums[j]);
      }
    }
    if (add != 0) {
      for (int j = 0; j < columns; j++) {
        sums[j] += Memory.getF32(target + j * 4L);
      }
    }
    MemorySegment.copy(sums, 0, Memory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, target, columns);
  }

  private static void four(
      float[] sums, int n, float[] panel, int at, float a, float b, float c, float d) {
    for (int j = 0; j < n; j++) {
      float sum = Math.fma(a, panel[at + j], sums[j]);
      sum = Math.fma(b, panel[at + n + j], sum);
      sum = Math.fma(c, panel[at + 2 * n + j], sum);
      sums[j] = Math.fma(d, panel[at + 3 * n + j], sum);
    }
  }

  private static void readF32(long address, float[] target, int at, int count) {
    MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address, target, at, count);
  }

  private void loadF64(long right, long rightStep) {
    if (panelF64.length < columns * depth) {
      panelF64 = new double[columns * depth];
    }
    if (rowF64.length < depth) {
      rowF64 = new double[depth];
    }
    if (sumsF64.length < columns) {
      sumsF64 = new double[columns];
    }
    for (int p = 0; p < depth; p++) {
      readF64(right + p * rightStep, panelF64, p * columns, columns);
    }
  }

  private void rowF64(long left, long leftStep, long target, int add) {
    double[] row = rowF64;
    double[] sums = sumsF64;
    if (leftStep == 8) {
      readF64(left, row, 0, depth);
    } else {
      for (int p = 0; p < depth; p++) {
        row[p] = Memory.getF64(left + p * leftStep);
      }
    }
    Arrays.fill(sums, 0, columns, 0);
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      four(sums, columns, panelF64, p * columns, row[p], row[p + 1], row[p + 2], row[p + 3]);
    }
    for (; p < depth; p++) {
      for (int j = 0; j < columns; j++) {
        sums[j] = Math.fma(row[p], panelF64[p * columns + j], sums[j]);
      }
    }
    if (add != 0) {
      for (int j = 0; j < columns; j++) {
        sums[j] += Memory.getF64(target + j * 8L);
      }
    }
    MemorySegment.copy(sums, 0, Memory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, target, columns);
  }

  private static void four(
      double[] sums, int n, double[] panel, int at, double a, double b, double c, double d) {
    for (int j = 0; j < n; j++) {
      double sum = Math.fma(a, panel[at + j], sums[j]);
      sum = Math.fma(b, panel[at + n + j], sum);
      sum = Math.fma(c, panel[at + 2 * n + j], sum);
      sums[j] = Math.fma(d, panel[at + 3 * n + j], sum);
    }
  }

  private static void readF64(long address, double[] target, int at, int count) {
    MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, address, target, at, count);
  }
}
