package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * Eigenvalues and eigenvectors: reflections to a tridiagonal matrix, in one pass over half of the
 * matrix for each (the update of the last reflection and the product with the next one); that one
 * by {@link TridiagonalDivision}; its vectors reflected back. Golub and Van Loan, "Matrix
 * Computations", sec. 8.3 and 8.4.
 */
final class SymmetricEigen implements Factorization {
  private static final double NANOS_PER_BYTE = 0.08;

  /** Passes follow one another so closely that workers need not be woken: they pay sooner. */
  private static final double AWAKE = 2;

  /** More cores would wait for memory. */
  private static final int MOST_TASKS = 8;

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
        + (5 + MOST_TASKS) * stride
        + BlockReflections.factorBytes(memory, n)
        + BlockReflections.scratchBytes(stride)
        + TridiagonalDivision.workspaceBytes(memory, n)
        + 4096;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    long bytes = memory.bytes;
    double largest = loadSymmetric(lanes, in[0], w);
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
    long t = lines + (5 + MOST_TASKS) * stride;
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
    lanes.transpose(n, n, spare, stride, z, stride);
    all.transform(lanes, count, z, stride, memory.padded(n), workers);
    memory.store(n, n, z, stride, out[0]);
  }

  /**
   * One pass over what is left of the matrix, row k + 1 first: {@code A -= v w^T + w v^T} of the
   * last reflection, then the product with the vector of the next one.
   *
   * @param w the address of the matrix
   * @param minus of {@code -v}
   * @param other of {@code w}
   * @param vector of the next v
   * @param out for products of rows
   * @param sums for those of columns, the result in the first, one for each task
   */
  private record Pass(
      MatrixMemory memory,
      long n,
      long stride,
      long k,
      long w,
      long minus,
      long other,
      long vector,
      long out,
      long sums) {

    void run(MatrixLanes lanes, Workers workers) {
      long start = memory.aligned(k + 1);
      long size = memory.padded(n) - start;
      double cost = (n - k) * (double) size / 2 * NANOS_PER_BYTE * AWAKE;
      long most = workers.tasks(cost);
      int tasks = (int) Math.min(Math.min(workers.count(), MOST_TASKS), most);
      workers.run(tasks, t -> part(lanes, t, tasks));
      for (int t = 0; t < tasks; t++) {
        // the vector has a 1 in its first place
        long one = vector + (k + 1) * memory.bytes;
        long more = t == 0 ? out : sums + t * stride;
        lanes.rank1(1, size, sums + start, 0, one, 0, 1, more + start);
      }
    }

    /** Each task has blocks from all over, as rows become shorter. */
    private void part(MatrixLanes lanes, long task, int tasks) {
      long bytes = memory.bytes;
      long side = MatrixLanes.ALIGNMENT / bytes;
      long start = memory.aligned(k + 1);
      long sum = sums + task * stride;
      MatrixMemory.clear(sum + start, memory.padded(n) - start);
      for (long block = (k + 1) / side + task; block * side < n; block += tasks) {
        long row = Math.max(block * side, k + 1);
        long rows = Math.min(n, (block + 1) * side) - row;
        long from = block * MatrixLanes.ALIGNMENT;
        long at = row * bytes;
        lanes.rank2symmetric(
            rows,
            memory.padded(n) - from,
            w + row * stride + from,
            stride,
            minus + at,
            other + from,
            other + at,
            minus + from,
            vector + from,
            vector + at,
            out + at,
            sum + from);
      }
    }
  }

  /** A factor that brings products of elements into the range of the dtype. */
  static double scale(MatrixMemory memory, double largest) {
    double low = memory.wide ? 1e-30 : 1e-12;
    boolean safe = largest == 0 || (largest > low && largest < 1 / low);
    return safe ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
  }

  /** The half right of the diagonal, and both halves of blocks on the diagonal. */
  private double loadSymmetric(MatrixLanes lanes, long a, long w) {
    long bytes = memory.bytes;
    long side = MatrixLanes.ALIGNMENT / bytes;
    double largest = 0;
    for (long i = 0; i < n; i += side) {
      long rows = Math.min(side, n - i);
      long block = w + i * stride + i * bytes;
      lanes.transpose(n - i, rows, a + (i * n + i) * bytes, n * bytes, block, stride);
      for (long p = i; p < i + rows; p++) {
        MatrixMemory.copy(a + (p * n + i) * bytes, w + p * stride + i * bytes, (p - i) * bytes);
        MatrixMemory.clear(w + p * stride + n * bytes, stride - n * bytes);
        largest = Math.max(largest, lanes.largest((n - i) * bytes, w + p * stride + i * bytes));
      }
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
    long out = other + stride;
    long product = out + stride;
    MatrixMemory.clear(lines, 5 * stride);
    long size = memory.padded(n);
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
      new Pass(memory, n, stride, k, w, minus, other, vector, out, product).run(lanes, workers);
      MatrixMemory.clear(product + next, (k + 1) * bytes - next);
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
