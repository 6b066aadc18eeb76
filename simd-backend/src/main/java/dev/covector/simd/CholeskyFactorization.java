package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * A = U^T U by block rows, right-looking, in the upper triangle, whose rows are what vectors run
 * along; L = U^T at the end.
 */
final class CholeskyFactorization implements Factorization {
  /** Rows of a block, whose products with themselves update the rest. */
  private static final long OUTER = 64;

  /** Rows eliminated one by one: they and the row stay in the first-level cache. */
  private static final long INNER = 16;

  private static final double NANOS_PER_PRODUCT = 0.02;

  private final MatrixMemory memory;
  private final long n;
  private final boolean symmetrize;
  private final long stride;

  CholeskyFactorization(Decomposition.Cholesky kernel, MatrixMemory memory) {
    this.memory = memory;
    this.n = kernel.n();
    this.symmetrize = kernel.symmetrize();
    this.stride = memory.stride(n);
  }

  @Override
  public long workspaceBytes() {
    return n * stride;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    loadUpper(in[0], w);
    boolean positive = true;
    for (long k = 0; k < n && positive; k += OUTER) {
      long end = Math.min(n, k + OUTER);
      for (long j = k; j < end && positive; j += INNER) {
        long inner = Math.min(end, j + INNER);
        positive = eliminate(lanes, w, j, inner);
        long column = memory.aligned(inner);
        if (inner < end) {
          update(lanes, w, j, inner, inner, end, column);
        }
      }
      trailing(lanes, w, k, end, workers);
    }
    storeLower(w, out[0], positive);
  }

  private void loadUpper(long a, long w) {
    long bytes = memory.bytes;
    for (long i = 0; i < n; i += INNER) {
      long rows = Math.min(INNER, n - i);
      long block = w + i * stride + i * bytes;
      memory.transpose(n - i, rows, a + (i * n + i) * bytes, n * bytes, block, stride);
      for (long p = i; p < i + rows; p++) {
        long row = w + p * stride;
        if (symmetrize) {
          memory.average(n - p, a + (p * n + p) * bytes, row + p * bytes);
        }
        // what lies left of the diagonal is touched by aligned vectors, never read
        MatrixMemory.clear(row, p * bytes);
        MatrixMemory.clear(row + n * bytes, stride - n * bytes);
      }
    }
  }

  /** Rows from j to end, one by one, over all columns; false where a pivot is not positive. */
  private boolean eliminate(MatrixLanes lanes, long w, long j, long end) {
    long bytes = memory.bytes;
    long size = memory.padded(n);
    for (long i = j; i < end; i++) {
      long row = w + i * stride;
      double pivot = memory.get(row + i * bytes);
      if (!(pivot > 0)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      lanes.scale(size - i * bytes, row + i * bytes, 1 / root);
      memory.put(row + i * bytes, root);
      long from = memory.aligned(i + 1);
      if (i + 1 < end) {
        lanes.rank1(
            end - i - 1,
            size - from,
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

  /** Subtracts from rows the products of the rows from k to end. */
  private void update(
      MatrixLanes lanes, long w, long k, long end, long first, long last, long from) {
    lanes.multiply(
        last - first,
        memory.padded(n) - from,
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

  private void trailing(MatrixLanes lanes, long w, long k, long end, Workers workers) {
    long rest = n - end;
    long blocks = (rest + OUTER - 1) / OUTER;
    double cost = rest * (double) rest * (end - k) / 2 * NANOS_PER_PRODUCT;
    if (blocks < 2 || workers.tasks(cost) == 1) {
      for (long b = 0; b < blocks; b++) {
        trailing(lanes, w, k, end, b);
      }
    } else {
      workers.run((int) blocks, b -> trailing(lanes, w, k, end, b));
    }
  }

  private void trailing(MatrixLanes lanes, long w, long k, long end, long block) {
    long first = end + block * OUTER;
    update(lanes, w, k, end, first, Math.min(n, first + OUTER), memory.aligned(first));
  }

  private void storeLower(long w, long out, boolean positive) {
    if (positive) {
      for (long i = 0; i < n; i += INNER) {
        long rows = Math.min(INNER, n - i);
        long target = out + i * n * memory.bytes;
        memory.transpose(i + rows, rows, w + i * memory.bytes, stride, target, n * memory.bytes);
      }
    } else {
      memory.fillNan(out, n * n);
    }
    for (long i = 0; i < n; i++) {
      MatrixMemory.clear(out + (i * n + i + 1) * memory.bytes, (n - i - 1) * memory.bytes);
    }
  }
}
