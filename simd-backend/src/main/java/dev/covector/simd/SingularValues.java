package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * Singular values and vectors: reflections from both sides to a bidiagonal matrix, then implicit QR
 * ({@link BidiagonalIteration}), whose rotations turn rows of vectors. Golub and Van Loan, "Matrix
 * Computations", sec. 5.4 and 8.6. Matrices with more columns than rows are transposed.
 */
final class SingularValues implements Factorization {
  /** Rows of one step of a pass, which stay in the first-level cache for the second half of it. */
  private static final long ROWS = 8;

  private static final long WIDTH = BlockReflections.WIDTH;

  /** Vectors that become columns of the result at a time. */
  private static final long GROUP = 16;

  private final MatrixMemory memory;
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
    this.stride = memory.stride(n);
    this.tall = memory.stride(m);
    this.line = (n + 2) * Double.BYTES + 63 & -MatrixLanes.ALIGNMENT;
  }

  @Override
  public long workspaceBytes() {
    long wide = memory.stride(left);
    return m * Math.max(stride, wide)
        + m * wide
        + (m + WIDTH) * tall
        + (n + WIDTH) * tall
        + (n + WIDTH) * stride
        + 2 * n * stride
        + 5 * line
        + 4 * (stride + tall)
        + 2 * BlockReflections.factorBytes(memory, n)
        + BlockReflections.scratchBytes(Math.max(wide, stride))
        + GROUP * tall
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
    long q = w + m * Math.max(stride, wide);
    long u = q + m * wide;
    long leftVectors = u + (m + WIDTH) * tall;
    long rightVectors = leftVectors + (n + WIDTH) * tall;
    long v = rightVectors + (n + WIDTH) * stride;
    long p = v + n * stride;
    long d = p + n * stride;
    long e = d + line;
    long order = e + line;
    long taus = order + line;
    long lines = taus + 2 * line;
    long t = lines + 4 * (stride + tall);
    long scratch = t + 2 * BlockReflections.factorBytes(memory, n);
    long group = scratch + BlockReflections.scratchBytes(Math.max(wide, stride));
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
    if (vectors) {
      rows(lanes, fromLeft, n, q, wide, left, u, tall, workers);
      rows(lanes, fromRight, Math.max(0, n - 2), p, stride, n, v, stride, workers);
    }
    BidiagonalIteration iteration =
        new BidiagonalIteration(
            memory, lanes, n, d, e, lines, vectors, u, tall, memory.padded(m), v, stride);
    boolean converged = iteration.run();
    sort(d, order);
    for (long j = 0; j < n; j++) {
      double value = Memory.getF64(d + Memory.getI64(order + j * 8) * 8) / scale;
      memory.put(out[0] + j * bytes, converged ? value : Double.NaN);
    }
    if (vectors) {
      write(turned ? out[2] : out[1], turned, u, tall, m, left, order, group);
      write(turned ? out[1] : out[2], !turned, v, stride, n, right, order, group);
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

  /** The product of reflections, transposed: its columns as rows. */
  private void rows(
      MatrixLanes lanes,
      BlockReflections all,
      long count,
      long q,
      long ldq,
      long columns,
      long target,
      long ldt,
      Workers workers) {
    for (long j = 0; j < count; j += WIDTH) {
      all.factor(lanes, j, Math.min(WIDTH, count - j));
    }
    all.product(lanes, count, q, ldq, columns, workers);
    MatrixMemory.clear(target, columns * ldt);
    memory.transpose(all.length(), columns, q, ldq, target, ldt);
  }

  /** Vectors in order: as rows of the result, or as its columns, some at a time. */
  private void write(
      long out,
      boolean asRows,
      long from,
      long ld,
      long length,
      long count,
      long order,
      long space) {
    long bytes = memory.bytes;
    for (long j = 0; j < count; j += GROUP) {
      long end = Math.min(count, j + GROUP);
      for (long i = j; i < end; i++) {
        long source = from + (i < n ? Memory.getI64(order + i * 8) : i) * ld;
        long target = asRows ? out + i * length * bytes : space + (i - j) * ld;
        MatrixMemory.copy(source, target, length * bytes);
      }
      if (!asRows) {
        memory.transpose(end - j, length, space, ld, out + j * bytes, count * bytes);
      }
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

  private void sort(long d, long order) {
    for (long i = 0; i < n; i++) {
      long j = i;
      double value = Memory.getF64(d + i * 8);
      for (; j > 0; j--) {
        long before = Memory.getI64(order + (j - 1) * 8);
        if (Memory.getF64(d + before * 8) >= value) {
          break;
        }
        Memory.putI64(order + j * 8, before);
      }
      Memory.putI64(order + j * 8, i);
    }
  }
}
