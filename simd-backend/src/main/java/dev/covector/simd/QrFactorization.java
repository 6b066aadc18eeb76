package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * QR by blocks of Householder reflections. A block's columns are factored transposed, so that
 * vectors run along them; the rest is multiplied with the whole block.
 */
final class QrFactorization implements Factorization {
  private static final long WIDTH = BlockReflections.WIDTH;

  private final MatrixMemory memory;
  private final long m;
  private final long n;
  private final long k;
  private final long columns;
  private final long stride;
  private final long vectorStride;
  private final long productStride;

  QrFactorization(Decomposition.Qr kernel, MatrixMemory memory) {
    this.memory = memory;
    this.m = kernel.m();
    this.n = kernel.n();
    this.k = Math.min(m, n);
    this.columns = kernel.columns();
    this.stride = memory.stride(n);
    this.vectorStride = memory.stride(m);
    this.productStride = memory.stride(columns);
  }

  @Override
  public long workspaceBytes() {
    return m * stride
        + (k + WIDTH) * vectorStride
        + m * productStride
        + memory.padded(2 * k)
        + BlockReflections.factorBytes(memory, k)
        + BlockReflections.scratchBytes(Math.max(stride, productStride))
        + 1024;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    long vectors = w + m * stride;
    long q = vectors + (k + WIDTH) * vectorStride;
    long taus = q + m * productStride;
    long t = (taus + k * Double.BYTES + 63) & -MatrixLanes.ALIGNMENT;
    long scratch = t + BlockReflections.factorBytes(memory, k);
    memory.load(m, n, in[0], w, stride);
    BlockReflections all =
        new BlockReflections(memory, vectors, vectorStride, m, 0, taus, t, scratch);
    for (long j = 0; j < k; j += WIDTH) {
      long width = Math.min(WIDTH, n - j);
      long count = Math.min(width, k - j);
      panel(lanes, all, w, j, width, count);
      all.factor(lanes, j, count);
      long column = j + width;
      if (column < n) {
        all.apply(
            lanes,
            j,
            count,
            w + j * stride + column * memory.bytes,
            stride,
            memory.padded(n) - column * memory.bytes,
            true,
            workers);
      }
    }
    storeUpper(w, out[1]);
    all.product(lanes, k, q, productStride, columns, workers);
    memory.store(m, columns, q, productStride, out[0]);
  }

  /** Columns from j on: reflections of the first ones, applied to all. */
  private void panel(
      MatrixLanes lanes, BlockReflections all, long w, long j, long width, long count) {
    long bytes = memory.bytes;
    for (long c = 0; c < width; c++) {
      MatrixMemory.clear(all.vector(j + c), vectorStride);
    }
    memory.transpose(
        m - j, width, w + j * stride + j * bytes, stride, all.vector(j) + j * bytes, vectorStride);
    for (long c = 0; c < count; c++) {
      long column = j + c;
      settle(all, w, column, j, column);
      double beta = all.reflect(lanes, column);
      memory.put(w + column * stride + column * bytes, beta);
      long rest = width - c - 1;
      long from = memory.aligned(column);
      long size = memory.padded(m) - from;
      if (rest > 0 && all.tau(column) != 0) {
        long row = all.vector(column) + from;
        lanes.dots(rest, size, row + vectorStride, vectorStride, row, all.scratch(), bytes);
        lanes.rank1(
            rest,
            size,
            row + vectorStride,
            vectorStride,
            all.scratch(),
            bytes,
            -all.tau(column),
            row);
      }
    }
    for (long c = count; c < width; c++) {
      settle(all, w, j + c, j, m);
    }
  }

  /** Moves finished elements of R out of the way. */
  private void settle(BlockReflections all, long w, long column, long from, long to) {
    long bytes = memory.bytes;
    long row = all.vector(column);
    for (long i = from; i < to; i++) {
      memory.put(w + i * stride + column * bytes, memory.get(row + i * bytes));
      memory.put(row + i * bytes, 0);
    }
  }

  private void storeUpper(long w, long r) {
    long bytes = memory.bytes;
    MatrixMemory.clear(r, columns * n * bytes);
    for (long i = 0; i < k; i++) {
      MatrixMemory.copy(w + i * stride + i * bytes, r + (i * n + i) * bytes, (n - i) * bytes);
    }
  }
}
