package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/** Forward and back substitution by blocks of rows, whose bulk is products. */
final class Substitution implements Factorization {
  private static final long BLOCK = 32;

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
      lanes.transpose(columns, order, in[1], order * memory.bytes, x, stride);
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
      solve(lanes, a, x, stride, size);
    } else {
      long slice = (size / slices + MatrixLanes.ALIGNMENT - 1) & -MatrixLanes.ALIGNMENT;
      workers.run(
          (int) slices,
          t ->
              solve(
                  lanes, a, x + t * slice, stride, Math.max(0, Math.min(slice, size - t * slice))));
    }
    if (left) {
      memory.store(order, columns, x, stride, out[0]);
    } else {
      lanes.transpose(order, columns, x, stride, out[0], order * memory.bytes);
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
  static void solve(MatrixLanes lanes, Triangle a, long x, long stride, long size) {
    for (long done = 0; done < a.order; done += BLOCK) {
      long count = Math.min(BLOCK, a.order - done);
      long first = a.forward ? done : a.order - done - count;
      if (done > 0) {
        long known = a.forward ? 0 : first + count;
        lanes.multiply(
            count,
            size,
            done,
            a.at(first, known),
            a.row,
            a.column,
            x + known * stride,
            stride,
            x + first * stride,
            stride,
            -1);
      }
      if (a.forward) {
        lanes.solve(
            count, size, a.at(first, first), a.row, a.column, a.unit, x + first * stride, stride);
      } else {
        long last = first + count - 1;
        lanes.solve(
            count, size, a.at(last, last), -a.row, -a.column, a.unit, x + last * stride, -stride);
      }
    }
  }
}
