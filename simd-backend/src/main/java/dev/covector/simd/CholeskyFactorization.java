package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * A = U^T U by block rows, right-looking, in the upper triangle, whose rows are what vectors run
 * along; L = U^T at the end. Of a block row the square on the diagonal comes first; it is then
 * divided out of the rest of the row, whose product with itself updates what is below.
 */
final class CholeskyFactorization implements Factorization {
  /** Rows eliminated one by one. */
  private static final long INNER = 16;

  /** Rows of a task that updates, copies or stores. */
  private static final long TASK = 64;

  private static final double NANOS_PER_PRODUCT = 0.02;
  private static final double NANOS_PER_COPY = 0.3;

  private final MatrixMemory memory;
  private final long n;
  private final boolean symmetrize;
  private final long stride;

  /** Rows of a block: more of them update what is in the last cache less often. */
  private final long outer;

  CholeskyFactorization(Decomposition.Cholesky kernel, MatrixMemory memory) {
    this.memory = memory;
    this.n = kernel.n();
    this.symmetrize = kernel.symmetrize();
    this.stride = memory.stride(n);
    this.outer = n * stride <= 2 * Caches.SECOND ? 64 : 128;
  }

  @Override
  public long workspaceBytes() {
    return n * stride;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    copies(workers, (first, last) -> loadUpper(lanes, in[0], w, first, last));
    boolean positive = true;
    for (long k = 0; k < n && positive; k += outer) {
      long end = Math.min(n, k + outer);
      positive = square(lanes, w, k, end);
      if (positive && end < n) {
        right(lanes, w, k, end, workers);
        trailing(lanes, w, k, end, workers);
      }
    }
    boolean done = positive;
    copies(workers, (first, last) -> storeLower(lanes, w, out[0], first, last, done));
  }

  /** What is done with some rows. */
  @FunctionalInterface
  private interface Rows {
    void run(long first, long last);
  }

  private void copies(Workers workers, Rows rows) {
    if (workers.tasks(n * (double) n * NANOS_PER_COPY) == 1) {
      rows.run(0, n);
    } else {
      workers.run(
          (int) ((n + TASK - 1) / TASK), t -> rows.run(t * TASK, Math.min(n, (t + 1) * TASK)));
    }
  }

  /** Rows of the upper triangle; what lies left of it is touched by vectors, never used. */
  private void loadUpper(MatrixLanes lanes, long a, long w, long first, long last) {
    long bytes = memory.bytes;
    for (long i = first; i < last; i += INNER) {
      long rows = Math.min(INNER, last - i);
      long block = w + i * stride + i * bytes;
      lanes.transpose(n - i, rows, a + (i * n + i) * bytes, n * bytes, block, stride);
      for (long p = i; p < i + rows; p++) {
        long row = w + p * stride;
        if (symmetrize) {
          lanes.mean((n - i) * bytes, row + i * bytes, a + (p * n + i) * bytes);
        }
        MatrixMemory.clear(row + n * bytes, stride - n * bytes);
      }
    }
  }

  /** The square of rows and columns from k to end; false where a pivot is not positive. */
  private boolean square(MatrixLanes lanes, long w, long k, long end) {
    long limit = memory.padded(end);
    for (long j = k; j < end; j += INNER) {
      long inner = Math.min(end, j + INNER);
      if (!eliminate(lanes, w, j, inner, limit)) {
        return false;
      }
      if (inner < end) {
        update(lanes, w, j, inner, inner, end, limit);
      }
    }
    return true;
  }

  /** Rows from j to end, one by one. */
  private boolean eliminate(MatrixLanes lanes, long w, long j, long end, long limit) {
    long bytes = memory.bytes;
    for (long i = j; i < end; i++) {
      long row = w + i * stride;
      double pivot = memory.get(row + i * bytes);
      if (!(pivot > 0)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      lanes.scale(limit - i * bytes, row + i * bytes, 1 / root);
      memory.put(row + i * bytes, root);
      long from = memory.aligned(i + 1);
      if (i + 1 < end) {
        lanes.rank1(
            end - i - 1,
            limit - from,
            row + stride + from,
            stride,
            row + (i + 1) * bytes,
            bytes,
            -1,
            row + from);
      }
    }
    return true;
  }

  /** Subtracts from rows the products of the rows from k to end, up to a column. */
  private void update(
      MatrixLanes lanes, long w, long k, long end, long first, long last, long limit) {
    long from = memory.aligned(first);
    lanes.multiply(
        last - first,
        limit - from,
        end - k,
        w + k * stride + first * memory.bytes,
        memory.bytes,
        stride,
        w + k * stride + from,
        stride,
        w + first * stride + from,
        stride,
        -1);
  }

  /** The rows from k to end, right of their square. */
  private void right(MatrixLanes lanes, long w, long k, long end, Workers workers) {
    long from = end * memory.bytes;
    long size = memory.padded(n) - from;
    double cost = (end - k) * (double) (end - k) * (n - end) * NANOS_PER_PRODUCT;
    Cut cut = Cut.into(size / MatrixLanes.ALIGNMENT, workers.tasks(cost));
    workers.run(
        (int) cut.parts(),
        t -> {
          long start = cut.start(t) * MatrixLanes.ALIGNMENT;
          long width = cut.size(t) * MatrixLanes.ALIGNMENT;
          long square = w + k * stride + k * memory.bytes;
          long row = w + k * stride + from + start;
          lanes.solve(end - k, width, square, memory.bytes, stride, false, row, stride);
        });
  }

  /** Everything below the rows from k to end. */
  private void trailing(MatrixLanes lanes, long w, long k, long end, Workers workers) {
    long rest = n - end;
    long blocks = (rest + TASK - 1) / TASK;
    double cost = rest * (double) rest * (end - k) / 2 * NANOS_PER_PRODUCT;
    int tasks = workers.tasks(cost) == 1 ? 1 : (int) blocks;
    long each = tasks == 1 ? blocks : 1;
    workers.run(
        tasks,
        t -> {
          for (long b = t * each; b < (t + 1) * each; b++) {
            long first = end + b * TASK;
            update(lanes, w, k, end, first, Math.min(n, first + TASK), memory.padded(n));
          }
        });
  }

  private void storeLower(
      MatrixLanes lanes, long w, long out, long first, long last, boolean positive) {
    long bytes = memory.bytes;
    if (positive) {
      for (long i = first; i < last; i += INNER) {
        long rows = Math.min(INNER, last - i);
        long target = out + i * n * bytes;
        lanes.transpose(i + rows, rows, w + i * bytes, stride, target, n * bytes);
      }
    } else {
      memory.fillNan(out + first * n * bytes, (last - first) * n);
    }
    for (long i = first; i < last; i++) {
      MatrixMemory.clear(out + (i * n + i + 1) * bytes, (n - i - 1) * bytes);
    }
  }
}
