package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * Singular values and vectors: reflections from both sides to a bidiagonal matrix ({@link
 * BidiagonalReduction}), then {@link BidiagonalDivision}, whose vectors are reflected back; values
 * alone by {@link BidiagonalIteration}. Golub and Van Loan, "Matrix Computations", sec. 5.4 and
 * 8.6. Matrices with more columns than rows are transposed.
 */
final class SingularValues implements Factorization {
  private static final long WIDTH = BlockReflections.WIDTH;

  private final MatrixMemory memory;
  private final BidiagonalDivision division;
  private final boolean turned;
  private final boolean vectors;
  private final long m;
  private final long n;
  private final long left;
  private final long right;
  private final long stride;
  private final long tall;
  private final long line;

  SingularValues(Decomposition.Svd kernel, MatrixMemory memory) {
    this.memory = memory;
    this.turned = kernel.m() < kernel.n();
    this.vectors = !kernel.vectors().isEmpty();
    this.m = Math.max(kernel.m(), kernel.n());
    this.n = Math.min(kernel.m(), kernel.n());
    this.left = turned ? kernel.right() : kernel.left();
    this.right = turned ? kernel.left() : kernel.right();
    this.division = BidiagonalDivision.of(memory, n);
    this.stride = memory.stride(n);
    this.tall = memory.stride(m);
    this.line = (n + 2) * Double.BYTES + 63 & -MatrixLanes.ALIGNMENT;
  }

  @Override
  public long workspaceBytes() {
    long wide = memory.stride(left);
    return m * stride
        + m * wide
        + n * stride
        + (m + WIDTH) * tall
        + (n + WIDTH) * stride
        + 6 * line
        + BidiagonalReduction.bytes(stride, tall)
        + 2 * BlockReflections.factorBytes(memory, n)
        + BlockReflections.scratchBytes(Math.max(wide, stride))
        + (vectors ? 4 * (n + 1) * division.stride() + division.workspaceBytes() : 0)
        + 8192;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    long bytes = memory.bytes;
    if (n == 0) {
      empty(out);
      return;
    }
    double largest = lanes.largest(m * n * bytes, in[0]);
    if (!Double.isFinite(largest)) {
      memory.fillNan(out[0], n);
      if (vectors) {
        memory.fillNan(out[1], turned ? n * right : m * left);
        memory.fillNan(out[2], turned ? left * m : right * n);
      }
      return;
    }
    if (turned) {
      MatrixMemory.clear(w, m * stride);
      lanes.transpose(n, m, in[0], m * bytes, w, stride);
    } else {
      memory.load(m, n, in[0], w, stride);
    }
    double scale = SymmetricEigen.scale(memory, largest);
    if (scale != 1) {
      lanes.scale(m * stride, w, scale);
    }
    long wide = memory.stride(left);
    long left = w + m * stride;
    long right = left + m * wide;
    long leftVectors = right + n * stride;
    long rightVectors = leftVectors + (m + WIDTH) * tall;
    long d = rightVectors + (n + WIDTH) * stride;
    long e = d + line;
    long order = e + line;
    long taus = order + line;
    long lines = taus + 2 * line;
    long t = lines + BidiagonalReduction.bytes(stride, tall);
    long scratch = t + 2 * BlockReflections.factorBytes(memory, n);
    long dense = scratch + BlockReflections.scratchBytes(Math.max(wide, stride));
    BlockReflections fromLeft =
        new BlockReflections(memory, leftVectors, tall, m, 0, taus, t, scratch);
    BlockReflections fromRight =
        new BlockReflections(
            memory,
            rightVectors,
            stride,
            n,
            1,
            taus + line,
            t + BlockReflections.factorBytes(memory, n),
            scratch);
    new BidiagonalReduction(memory, m, n, w, stride, fromLeft, fromRight, d, e, lines)
        .run(lanes, workers);
    if (!vectors) {
      BidiagonalIteration iteration =
          new BidiagonalIteration(memory, lanes, n, d, e, lines, false, 0, 0, 0, 0, 0, 0);
      boolean converged = iteration.run();
      MergeSpace.sort(d, 0, n, order);
      values(out[0], d, order, converged ? scale : Double.NaN);
      return;
    }
    long size = (n + 1) * division.stride();
    var first = new BidiagonalDivision.Vectors(dense, dense + size);
    var second = new BidiagonalDivision.Vectors(dense + 2 * size, dense + 3 * size);
    var found = division.run(lanes, d, e, first, second, order, dense + 4 * size, workers);
    values(out[0], d, order, found == null ? Double.NaN : scale);
    if (found == null) {
      memory.fillNan(out[1], turned ? n * this.right : m * this.left);
      memory.fillNan(out[2], turned ? this.left * m : this.right * n);
      return;
    }
    var spare = found == first ? second : first;
    columns(lanes, found.u(), spare.u(), order, left, wide, m, this.left);
    fromLeft.transform(lanes, n, left, wide, memory.padded(this.left), workers);
    columns(lanes, found.v(), spare.v(), order, right, stride, n, n);
    fromRight.transform(lanes, Math.max(0, n - 2), right, stride, memory.padded(n), workers);
    if (turned) {
      lanes.transpose(m, this.left, left, wide, out[2], m * bytes);
      memory.store(n, n, right, stride, out[1]);
    } else {
      memory.store(m, this.left, left, wide, out[1]);
      lanes.transpose(n, n, right, stride, out[2], n * bytes);
    }
  }

  private void values(long out, long d, long order, double scale) {
    for (long j = 0; j < n; j++) {
      double value = Memory.getF64(d + Memory.getI64(order + (n - 1 - j) * 8) * 8);
      memory.put(out + j * memory.bytes, value / scale);
    }
  }

  /** Vectors as columns, those of the largest values first; unit vectors follow them. */
  private void columns(
      MatrixLanes lanes,
      long from,
      long spare,
      long order,
      long to,
      long ldt,
      long rows,
      long columns) {
    long ld = division.stride();
    for (long j = 0; j < n; j++) {
      long row = Memory.getI64(order + (n - 1 - j) * 8);
      MatrixMemory.copy(from + row * ld, spare + j * ld, n * memory.bytes);
    }
    MatrixMemory.clear(to, rows * ldt);
    lanes.transpose(n, n, spare, ld, to, ldt);
    for (long j = n; j < columns; j++) {
      memory.put(to + j * ldt + j * memory.bytes, 1);
    }
  }

  /** No values; the vectors of the whole space are unit vectors. */
  private void empty(long[] out) {
    if (!vectors) {
      return;
    }
    long target = turned ? out[2] : out[1];
    MatrixMemory.clear(target, m * left * memory.bytes);
    for (long i = 0; i < left; i++) {
      memory.put(target + (i * left + i) * memory.bytes, 1);
    }
  }
}
