package dev.covector.simd;

/** Rows of a {@link GemmTile} in scalar code. */
final class ScalarTile {
  private ScalarTile() {}

  static void rowF32(
      long depth, long lhs, long lhsStep, long rhs, long rhsStep, int columns, long out, int add) {
    float[] sums = new float[columns];
    for (long p = 0; p < depth; p++) {
      addTo(sums, Memory.getF32(lhs + p * lhsStep), rhs + p * rhsStep);
    }
    for (int j = 0; j < columns; j++) {
      long at = out + j * 4L;
      Memory.putF32(at, add == 0 ? sums[j] : Memory.getF32(at) + sums[j]);
    }
  }

  private static void addTo(float[] sums, float x, long row) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.fma(x, Memory.getF32(row + j * 4L), sums[j]);
    }
  }

  static void rowF64(
      long depth, long lhs, long lhsStep, long rhs, long rhsStep, int columns, long out, int add) {
    double[] sums = new double[columns];
    for (long p = 0; p < depth; p++) {
      addTo(sums, Memory.getF64(lhs + p * lhsStep), rhs + p * rhsStep);
    }
    for (int j = 0; j < columns; j++) {
      long at = out + j * 8L;
      Memory.putF64(at, add == 0 ? sums[j] : Memory.getF64(at) + sums[j]);
    }
  }

  private static void addTo(double[] sums, double x, long row) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.fma(x, Memory.getF64(row + j * 8L), sums[j]);
    }
  }
}
