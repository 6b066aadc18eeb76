package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/** Elimination with partial pivoting in the three, then four diagonals; as LAPACK's gtsv. */
final class TridiagonalElimination implements Factorization {
  private final MatrixMemory memory;
  private final long n;
  private final long columns;

  TridiagonalElimination(Decomposition.TridiagonalSolve kernel, MatrixMemory memory) {
    this.memory = memory;
    this.n = kernel.n();
    this.columns = kernel.columns();
  }

  @Override
  public long workspaceBytes() {
    return 4 * n * Double.BYTES;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    long bytes = memory.bytes;
    long diagonal = w;
    long upper = w + n * 8;
    long second = upper + n * 8;
    long x = out[0];
    MatrixMemory.copy(in[3], x, n * columns * bytes);
    for (long i = 0; i < n; i++) {
      Memory.putF64(diagonal + i * 8, memory.get(in[1] + i * bytes));
      Memory.putF64(upper + i * 8, i + 1 < n ? memory.get(in[2] + i * bytes) : 0);
      Memory.putF64(second + i * 8, 0);
    }
    for (long i = 0; i + 1 < n; i++) {
      double below = memory.get(in[0] + (i + 1) * bytes);
      double pivot = Memory.getF64(diagonal + i * 8);
      double next = Memory.getF64(diagonal + (i + 1) * 8);
      double right = Memory.getF64(upper + i * 8);
      double far = Memory.getF64(upper + (i + 1) * 8);
      boolean exchange = Math.abs(below) > Math.abs(pivot);
      double factor = below == 0 ? 0 : exchange ? pivot / below : below / pivot;
      if (exchange) {
        Memory.putF64(diagonal + i * 8, below);
        Memory.putF64(upper + i * 8, next);
        Memory.putF64(second + i * 8, far);
        Memory.putF64(diagonal + (i + 1) * 8, right - factor * next);
        Memory.putF64(upper + (i + 1) * 8, -factor * far);
      } else {
        Memory.putF64(diagonal + (i + 1) * 8, next - factor * right);
      }
      for (long j = 0; j < columns; j++) {
        long at = x + (i * columns + j) * bytes;
        long under = at + columns * bytes;
        double a = memory.get(exchange ? under : at);
        double b = memory.get(exchange ? at : under);
        memory.put(at, a);
        memory.put(under, b - factor * a);
      }
    }
    for (long i = n - 1; i >= 0; i--) {
      for (long j = 0; j < columns; j++) {
        long at = x + (i * columns + j) * bytes;
        double value = memory.get(at);
        if (i + 1 < n) {
          value -= Memory.getF64(upper + i * 8) * memory.get(at + columns * bytes);
        }
        if (i + 2 < n) {
          value -= Memory.getF64(second + i * 8) * memory.get(at + 2 * columns * bytes);
        }
        memory.put(at, value / Memory.getF64(diagonal + i * 8));
      }
    }
  }
}
