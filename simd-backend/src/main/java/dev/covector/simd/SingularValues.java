package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * Singular values and vectors: reflections from both sides to a bidiagonal matrix, then {@link
 * BidiagonalDivision}, whose vectors are reflected back; values alone by {@link
 * BidiagonalIteration}. Golub and Van Loan, "Matrix Computations", sec. 5.4 and 8.6. Matrices with
 * more columns than rows are transposed.
 */
final class SingularValues implements Factorization {
  /** Rows of one step of a pass, which stay in the first-level cache for the second half of it. */
  private static final long ROWS = 8;

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
        + 4 * (stride + tall)
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
    double largest = memory.largest(in[0], m * n);
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
      memory.transpose(n, m, in[0], m * bytes, w, stride);
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
    long t = lines + 4 * (stride + tall);
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
    reduce(lanes, fromLeft, fromRight, w, d, e, lines);
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
    columns(found.u(), spare.u(), order, left, wide, m, this.left);
    fromLeft.transform(lanes, n, left, wide, memory.padded(this.left), workers);
    columns(found.v(), spare.v(), order, right, stride, n, n);
    fromRight.transform(lanes, Math.max(0, n - 2), right, stride, memory.padded(n), workers);
    if (turned) {
      memory.transpose(m, this.left, left, wide, out[2], m * bytes);
      memory.store(n, n, right, stride, out[1]);
    } else {
      memory.store(m, this.left, left, wide, out[1]);
      memory.transpose(n, n, right, stride, out[2], n * bytes);
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
      long from, long spare, long order, long to, long ldt, long rows, long columns) {
    long ld = division.stride();
    for (long j = 0; j < n; j++) {
      long row = Memory.getI64(order + (n - 1 - j) * 8);
      MatrixMemory.copy(from + row * ld, spare + j * ld, n * memory.bytes);
    }
    MatrixMemory.clear(to, rows * ldt);
    memory.transpose(n, n, spare, ld, to, ldt);
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

  /** To bidiagonal form; the update of both last reflections joins the pass for the next ones. */
  private void reduce(
      MatrixLanes lanes,
      BlockReflections fromLeft,
      BlockReflections fromRight,
      long w,
      long d,
      long e,
      long lines) {
    long bytes = memory.bytes;
    // A - v y^T - x u^T is pending: minusV = -v, minusX = -x
    long y = lines;
    long nextY = y + stride;
    long u = nextY + stride;
    long zero = u + stride;
    long minusV = zero + stride;
    long minusX = minusV + tall;
    long dots = minusX + tall;
    MatrixMemory.clear(lines, 4 * (stride + tall));
    long size = memory.padded(n);
    long lastU = u;
    for (long k = 0; k < n; k++) {
      long vector = fromLeft.vector(k);
      MatrixMemory.clear(vector, tall);
      double yk = memory.get(y + k * bytes);
      double uk = memory.get(lastU + k * bytes);
      for (long i = k; i < m; i++) {
        double value =
            memory.get(w + i * stride + k * bytes)
                + memory.get(minusV + i * bytes) * yk
                + memory.get(minusX + i * bytes) * uk;
        memory.put(vector + i * bytes, value);
      }
      Memory.putF64(d + k * 8, fromLeft.reflect(lanes, k));
      if (k + 1 == n) {
        break;
      }
      long from = memory.aligned(k);
      MatrixMemory.clear(nextY, stride);
      for (long i = k; i < m; i += ROWS) {
        long rows = Math.min(ROWS, m - i);
        long block = w + i * stride + from;
        lanes.rank2dots(
            rows,
            size - from,
            block,
            stride,
            minusV + i * bytes,
            y + from,
            minusX + i * bytes,
            lastU + from,
            zero + from,
            dots + i * bytes);
        lanes.combine(rows, size - from, block, stride, vector + i * bytes, bytes, nextY + from);
      }
      lanes.scale(size - from, nextY + from, fromLeft.tau(k));
      MatrixMemory.clear(nextY + from, (k + 1) * bytes - from);
      // row k without the left reflection of this step, of which v[k] = 1
      long right = fromRight.vector(k);
      MatrixMemory.clear(right, stride);
      long row = w + k * stride;
      for (long j = k + 1; j < n; j++) {
        memory.put(right + j * bytes, memory.get(row + j * bytes) - memory.get(nextY + j * bytes));
      }
      if (k + 2 == n) {
        Memory.putF64(e + k * 8, memory.get(right + (k + 1) * bytes));
        MatrixMemory.clear(minusX, tall);
      } else {
        Memory.putF64(e + k * 8, fromRight.reflect(lanes, k));
        long next = memory.aligned(k + 1);
        lanes.dots(
            m - k - 1,
            size - next,
            row + stride + next,
            stride,
            right + next,
            minusX + (k + 1) * bytes,
            bytes);
        lanes.dots(1, size - next, nextY + next, 0, right + next, dots, 0);
        long first = memory.aligned(k + 1);
        memory.put(minusX + k * bytes, 0);
        lanes.rank1(1, memory.padded(m) - first, minusX + first, 0, dots, 0, -1, vector + first);
        lanes.scale(memory.padded(m) - first, minusX + first, -fromRight.tau(k));
        MatrixMemory.clear(minusX, (k + 1) * bytes);
        lastU = right;
      }
      MatrixMemory.copy(vector, minusV, tall);
      lanes.scale(tall, minusV, -1);
      long spare = y;
      y = nextY;
      nextY = spare;
    }
  }
}
