package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * Eigenvalues and eigenvectors: reflections to a tridiagonal matrix, in one pass over the matrix
 * for each (the update of the last reflection and the product with the next one); that one by
 * {@link TridiagonalDivision}; its vectors reflected back. Golub and Van Loan, "Matrix
 * Computations", sec. 8.3 and 8.4.
 */
final class SymmetricEigen implements Factorization {
  private static final double NANOS_PER_BYTE = 0.04;

  private final MatrixMemory memory;
  private final long n;
  private final long stride;
  private final long line;

  SymmetricEigen(Decomposition.Eigh kernel, MatrixMemory memory) {
    this.memory = memory;
    this.n = kernel.n();
    this.stride = memory.stride(n);
    this.line = (n + 2) * Double.BYTES + 63 & -MatrixLanes.ALIGNMENT;
  }

  @Override
  public long workspaceBytes() {
    return 2 * n * stride
        + (n + BlockReflections.WIDTH) * stride
        + 4 * line
        + 6 * stride
        + BlockReflections.factorBytes(memory, n)
        + BlockReflections.scratchBytes(stride)
        + TridiagonalDivision.workspaceBytes(memory, n)
        + 4096;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    long bytes = memory.bytes;
    double largest = loadSymmetric(in[0], w);
    if (!Double.isFinite(largest)) {
      memory.fillNan(out[0], n * n);
      memory.fillNan(out[1], n);
      return;
    }
    double scale = scale(memory, largest);
    if (scale != 1) {
      lanes.scale(n * stride, w, scale);
    }
    long q = w + n * stride;
    long vectors = q + n * stride;
    long d = vectors + (n + BlockReflections.WIDTH) * stride;
    long e = d + line;
    long taus = e + line;
    long order = taus + line;
    long lines = order + line;
    long t = lines + 6 * stride;
    long scratch = t + BlockReflections.factorBytes(memory, n);
    long division = scratch + BlockReflections.scratchBytes(stride);
    BlockReflections all = new BlockReflections(memory, vectors, stride, n, 1, taus, t, scratch);
    reduce(lanes, all, w, d, e, lines, workers);
    long count = Math.max(0, n - 2);
    long z = new TridiagonalDivision(memory, n).run(lanes, d, e, q, w, order, division, workers);
    if (z == 0) {
      memory.fillNan(out[0], n * n);
      memory.fillNan(out[1], n);
      return;
    }
    long spare = z == q ? w : q;
    for (long j = 0; j < n; j++) {
      long from = Memory.getI64(order + j * 8);
      memory.put(out[1] + j * bytes, Memory.getF64(d + from * 8) / scale);
      MatrixMemory.copy(z + from * stride, spare + j * stride, stride);
    }
    MatrixMemory.clear(z, n * stride);
    memory.transpose(n, n, spare, stride, z, stride);
    all.transform(lanes, count, z, stride, memory.padded(n), workers);
    memory.store(n, n, z, stride, out[0]);
  }

  /** One pass over what is left of the matrix: the operands of {@link MatrixLanes#rank2dots}. */
  private record Update(
      long rows, long size, long a, long lda, long x, long u, long z, long v, long w, long out) {
    void run(MatrixLanes lanes, long bytes, Workers workers) {
      long tasks = Math.min(workers.count(), workers.tasks(rows * (double) size * NANOS_PER_BYTE));
      if (tasks <= 1) {
        part(lanes, bytes, 0, rows);
        return;
      }
      // a whole number of cache lines of results each
      long part = ((rows + tasks - 1) / tasks + 15) & -16;
      workers.run((int) tasks, t -> part(lanes, bytes, t * part, Math.min(rows, (t + 1) * part)));
    }

    private void part(MatrixLanes lanes, long bytes, long first, long end) {
      if (first < end) {
        lanes.rank2dots(
            end - first,
            size,
            a + first * lda,
            lda,
            x + first * bytes,
            u,
            z + first * bytes,
            v,
            w,
            out + first * bytes);
      }
    }
  }

  /** A factor that brings products of elements into the range of the dtype. */
  static double scale(MatrixMemory memory, double largest) {
    double low = memory.wide ? 1e-30 : 1e-12;
    boolean safe = largest == 0 || (largest > low && largest < 1 / low);
    return safe ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
  }

  private double loadSymmetric(long a, long w) {
    long bytes = memory.bytes;
    MatrixMemory.clear(w, n * stride);
    memory.transpose(n, n, a, n * bytes, w, stride);
    double largest = 0;
    for (long i = 0; i < n; i++) {
      MatrixMemory.copy(a + i * n * bytes, w + i * stride, (i + 1) * bytes);
      largest = Math.max(largest, memory.largest(w + i * stride, n));
    }
    return largest;
  }

  private void reduce(
      MatrixLanes lanes,
      BlockReflections all,
      long w,
      long d,
      long e,
      long lines,
      Workers workers) {
    long bytes = memory.bytes;
    long zero = lines;
    long minus = lines + stride;
    long other = minus + stride;
    long product = other + stride;
    MatrixMemory.clear(lines, 4 * stride);
    long size = memory.padded(n);
    long last = zero;
    for (long k = 0; k < n; k++) {
      // A - v w^T - w v^T is pending: of minus = -v and other = w
      long row = w + k * stride;
      long from = memory.aligned(k);
      lanes.rank1(1, size - from, row + from, 0, minus + k * bytes, 0, 1, other + from);
      lanes.rank1(1, size - from, row + from, 0, other + k * bytes, 0, 1, minus + from);
      Memory.putF64(d + k * 8, memory.get(row + k * bytes));
      if (k + 1 == n) {
        break;
      }
      if (k + 2 == n) {
        // the last element beside the diagonal stays; the last row has its update next
        Memory.putF64(e + k * 8, memory.get(row + (k + 1) * bytes));
        continue;
      }
      long vector = all.vector(k);
      MatrixMemory.clear(vector, stride);
      MatrixMemory.copy(row + (k + 1) * bytes, vector + (k + 1) * bytes, (n - k - 1) * bytes);
      Memory.putF64(e + k * 8, all.reflect(lanes, k));
      double tau = all.tau(k);
      long next = memory.aligned(k + 1);
      MatrixMemory.clear(product + next, (k + 1) * bytes - next);
      Update update =
          new Update(
              n - k - 1,
              size - next,
              row + stride + next,
              stride,
              minus + (k + 1) * bytes,
              other + next,
              other + (k + 1) * bytes,
              minus + next,
              vector + next,
              product + (k + 1) * bytes);
      update.run(lanes, bytes, workers);
      lanes.scale(size - next, product + next, tau);
      lanes.dots(1, size - next, product + next, 0, vector + next, zero, 0);
      double half = tau * memory.get(zero) / 2;
      MatrixMemory.copy(product + next, other + next, size - next);
      memory.put(zero, half);
      lanes.rank1(1, size - next, other + next, 0, zero, 0, -1, vector + next);
      MatrixMemory.copy(vector + next, minus + next, size - next);
      lanes.scale(size - next, minus + next, -1);
    }
  }
}
