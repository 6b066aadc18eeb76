package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/** Forward and back substitution by blocks of rows, whose bulk is products. */
final class Substitution implements Factorization {
  private static final long BLOCK = 8;

  /** Rows of X in one product: their part stays in the caches. */
  private static final long DEPTH = 256;

  private static final double NANOS_PER_PRODUCT = 0.03;

  private final Decomposition.TriangularSolve kernel;
  private final MatrixMemory memory;
  private final long order;
  private final long columns;
  private final long stride;

  Substitution(Decomposition.TriangularSolve kernel, MatrixMemory memory) {
    this.kernel = kernel;
    this.memory = memory;
    this.order = kernel.order();
    this.columns = kernel.leftSide() ? kernel.n() : kernel.m();
    this.stride = memory.stride(columns);
  }

  @Override
  public long workspaceBytes() {
    return order * stride;
  }

  /** X op(A) = B is solved as op(A)^T X^T = B^T. */
  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long x, Workers workers) {
    boolean left = kernel.leftSide();
    if (left) {
      memory.load(order, columns, in[1], x, stride);
    } else {
      MatrixMemory.clear(x, order * stride);
      memory.transpose(columns, order, in[1], order * memory.bytes, x, stride);
    }
    boolean across = kernel.transpose() == left;
    boolean forward = kernel.lower() != across;
    Triangle a =
        new Triangle(
            in[0],
            across ? memory.bytes : order * memory.bytes,
            across ? order * memory.bytes : memory.bytes,
            order,
            forward,
            kernel.unitDiagonal());
    long size = memory.padded(columns);
    double cost = order * (double) order * columns / 2 * NANOS_PER_PRODUCT;
    long slices = Math.min(workers.tasks(cost), size / (4 * MatrixLanes.ALIGNMENT));
    if (slices <= 1) {
      solve(memory, lanes, a, x, stride, size);
    } else {
      long slice = (size / slices + MatrixLanes.ALIGNMENT - 1) & -MatrixLanes.ALIGNMENT;
      workers.run(
          (int) slices,
          t ->
              solve(
                  memory,
                  lanes,
                  a,
                  x + t * slice,
                  stride,
                  Math.max(0, Math.min(slice, size - t * slice))));
    }
    if (left) {
      memory.store(order, columns, x, stride, out[0]);
    } else {
      memory.transpose(order, columns, x, stride, out[0], order * memory.bytes);
    }
  }

  /**
   * A triangular matrix.
   *
   * @param row from one row to the next
   * @param column from one column to the next
   * @param forward whether it is lower triangular
   */
  record Triangle(long address, long row, long column, long order, boolean forward, boolean unit) {
    long at(long i, long j) {
      return address + i * row + j * column;
    }
  }

  /** Solves for the rows of X in place. */
  static void solve(
      MatrixMemory memory, MatrixLanes lanes, Triangle a, long x, long stride, long size) {
    long blocks = (a.order + BLOCK - 1) / BLOCK;
    for (long step = 0; step < blocks; step++) {
      long b = a.forward ? step : blocks - 1 - step;
      long first = b * BLOCK;
      long last = Math.min(a.order, first + BLOCK);
      long known = a.forward ? 0 : last;
      long knownEnd = a.forward ? first : a.order;
      for (long p = known; p < knownEnd; p += DEPTH) {
        lanes.multiply(
            last - first,
            size,
            Math.min(DEPTH, knownEnd - p),
            a.at(first, p),
            a.row,
            a.column,
            x + p * stride,
            stride,
            x + first * stride,
            stride,
            -1);
      }
      block(memory, lanes, a, first, last, x, stride, size);
    }
  }

  private static void block(
      MatrixMemory memory,
      MatrixLanes lanes,
      Triangle a,
      long first,
      long last,
      long x,
      long stride,
      long size) {
    for (long step = 0; step < last - first; step++) {
      long i = a.forward ? first + step : last - 1 - step;
      long row = x + i * stride;
      if (!a.unit) {
        lanes.scale(size, row, 1 / memory.get(a.at(i, i)));
      }
      long rows = last - first - step - 1;
      if (rows > 0) {
        long next = a.forward ? i + 1 : first;
        lanes.rank1(rows, size, x + next * stride, stride, a.at(next, i), a.row, -1, row);
      }
    }
  }
}
