package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/** The product of given Householder reflections, block by block. */
final class ReflectionProduct implements Factorization {
  private final MatrixMemory memory;
  private final long m;
  private final long n;
  private final long k;
  private final long vectorStride;
  private final long stride;

  ReflectionProduct(Decomposition.HouseholderProduct kernel, MatrixMemory memory) {
    this.memory = memory;
    this.m = kernel.m();
    this.n = kernel.n();
    this.k = kernel.k();
    this.vectorStride = memory.stride(m);
    this.stride = memory.stride(n);
  }

  @Override
  public long workspaceBytes() {
    return (n + BlockReflections.WIDTH) * vectorStride
        + m * stride
        + k * Double.BYTES
        + BlockReflections.factorBytes(memory, k)
        + BlockReflections.scratchBytes(stride)
        + 1024;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    long bytes = memory.bytes;
    long q = w + (n + BlockReflections.WIDTH) * vectorStride;
    long taus = q + m * stride;
    long t = (taus + k * Double.BYTES + 63) & -MatrixLanes.ALIGNMENT;
    long scratch = t + BlockReflections.factorBytes(memory, k);
    BlockReflections all = new BlockReflections(memory, w, vectorStride, m, 0, taus, t, scratch);
    MatrixMemory.clear(w, n * vectorStride);
    memory.transpose(m, n, in[0], n * bytes, w, vectorStride);
    for (long j = 0; j < k; j++) {
      MatrixMemory.clear(all.vector(j), j * bytes);
      memory.put(all.vector(j) + j * bytes, 1);
      Memory.putF64(taus + j * Double.BYTES, memory.get(in[1] + j * bytes));
    }
    for (long j = 0; j < k; j += BlockReflections.WIDTH) {
      all.factor(lanes, j, Math.min(BlockReflections.WIDTH, k - j));
    }
    all.product(lanes, k, q, stride, n, workers);
    memory.store(m, n, q, stride, out[0]);
  }
}
