package dev.covector.simd;

/** Rows of a {@link GemmTile} in scalar code. */
final class ScalarTile {
  private ScalarTile() {}

  static void rowF32(long depth, long lhs, int lhsStep, long rhs, int columns, long out, int add) {
    float[] sums = new float[columns];
    for (long p = 0; p < depth; p++) {
      float x = Memory.getF32(lhs + p * lhsStep * 4);
      long row = rhs + p * columns * 4;
      for (int j = 0; j < columns; j++) {
        sums[j] = Math.fma(x, Memory.getF32(row + j * 4L), sums[j]);
      }
    }
    for (int j = 0; j < columns; j++) {
      long at = out + j * 4L;
      Memory.putF32(at, add == 0 ? sums[j] : Memory.getF32(at) + sums[j]);
    }
  }

  static void rowF64(long depth, long lhs, int lhsStep, long rhs, int columns, long out, int add) {
    double[] sums = new double[columns];
    for (long p = 0; p < depth; p++) {
      double x = Memory.getF64(lhs + p * lhsStep * 8);
      long row = rhs + p * columns * 8;
      for (int j = 0; j < columns; j++) {
        sums[j] = Math.fma(x, Memory.getF64(row + j * 8L), sums[j]);
      }
    }
    for (int j = 0; j < columns; j++) {
      long at = out + j * 8L;
      Memory.putF64(at, add == 0 ? sums[j] : Memory.getF64(at) + sums[j]);
    }
  }
}
