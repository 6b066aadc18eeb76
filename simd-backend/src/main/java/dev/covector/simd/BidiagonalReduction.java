package dev.covector.simd;

/**
 * Reflections from both sides that make a matrix upper bidiagonal. The update of both last
 * reflections joins the pass for the next left one; a second pass is for the right one.
 *
 * @param m rows, no fewer than columns
 * @param n columns, at least 1
 * @param w the address of the matrix, which is lost
 * @param left the reflections of columns
 * @param right the reflections of rows
 * @param d the address of the diagonal, f64
 * @param e the address of what is right of it
 * @param lines the address of {@link #bytes}
 */
record BidiagonalReduction(
    MatrixMemory memory,
    long m,
    long n,
    long w,
    long stride,
    BlockReflections left,
    BlockReflections right,
    long d,
    long e,
    long lines) {
  private static final double NANOS_PER_BYTE = 0.06;

  /** Passes follow one another so closely that workers need not be woken: they pay sooner. */
  private static final double AWAKE = 2;

  /** More cores would wait for memory. */
  private static final int MOST_TASKS = 8;

  /** What is needed besides the operands, for rows and columns with these strides. */
  static long bytes(long stride, long tall) {
    return (3 + MOST_TASKS) * stride + 2 * tall;
  }

  void run(MatrixLanes lanes, Workers workers) {
    long bytes = memory.bytes;
    long tall = left.stride();
    // A - v y^T - x u^T is pending: minusV = -v, minusX = -x
    long y = lines;
    long u = y + stride;
    long dots = u + stride;
    long sums = dots + stride;
    long minusV = sums + MOST_TASKS * stride;
    long minusX = minusV + tall;
    MatrixMemory.clear(lines, bytes(stride, tall));
    long size = memory.padded(n);
    long height = memory.padded(m);
    for (long k = 0; k < n; k++) {
      long from = memory.aligned(k);
      long vector = left.vector(k);
      MatrixMemory.clear(vector, tall);
      memory.column(m - k, w + k * stride + k * bytes, stride, vector + k * bytes);
      lanes.rank1(1, height - from, vector + from, 0, y + k * bytes, 0, 1, minusV + from);
      lanes.rank1(1, height - from, vector + from, 0, u + k * bytes, 0, 1, minusX + from);
      MatrixMemory.clear(vector + from, k * bytes - from);
      Memory.putF64(d + k * 8, left.reflect(lanes, k));
      if (k + 1 == n) {
        return;
      }
      Pass pass = new Pass(this, k, size, y, u, minusV, minusX, vector, sums);
      pass.columns(lanes, workers);
      MatrixMemory.copy(sums + from, y + from, size - from);
      lanes.scale(size - from, y + from, left.tau(k));
      MatrixMemory.clear(y + from, (k + 1) * bytes - from);
      // row k without the left reflection of this step, of which v[k] = 1
      long next = memory.aligned(k + 1);
      long row = right.vector(k);
      MatrixMemory.clear(row, stride);
      long tail = (k + 1) * bytes;
      MatrixMemory.copy(w + k * stride + tail, row + tail, (n - k - 1) * bytes);
      lanes.rank1(1, size - next, row + next, 0, vector + k * bytes, 0, -1, y + next);
      if (k + 2 == n) {
        Memory.putF64(e + k * 8, memory.get(row + tail));
        MatrixMemory.clear(minusX, tall);
      } else {
        Memory.putF64(e + k * 8, right.reflect(lanes, k));
        pass.rows(lanes, row, workers);
        lanes.dots(1, size - next, y + next, 0, row + next, dots, 0);
        MatrixMemory.clear(minusX + from, tail - from);
        lanes.rank1(1, height - from, minusX + from, 0, dots, 0, -1, vector + from);
        lanes.scale(height - from, minusX + from, -right.tau(k));
        MatrixMemory.clear(minusX + from, tail - from);
        u = row;
      }
      MatrixMemory.copy(vector + from, minusV + from, height - from);
      lanes.scale(height - from, minusV + from, -1);
    }
  }

  /** The two passes of step k over what is left of the matrix. */
  private record Pass(
      BidiagonalReduction whole,
      long k,
      long size,
      long y,
      long u,
      long minusV,
      long minusX,
      long vector,
      long sums) {

    private Cut cut(long rows, long bytes, Workers workers) {
      double cost = rows * (double) bytes * NANOS_PER_BYTE * AWAKE;
      long most = Math.min(Math.min(workers.count(), MOST_TASKS), workers.tasks(cost));
      return Cut.into(rows, most);
    }

    /** Updates, and multiplies columns with the vector: sums. */
    void columns(MatrixLanes lanes, Workers workers) {
      MatrixMemory memory = whole.memory;
      long stride = whole.stride;
      long from = memory.aligned(k);
      long width = size - from;
      Cut cut = cut(whole.m - k, width, workers);
      workers.run(
          (int) cut.parts(),
          t -> {
            long row = k + cut.start(t);
            long at = row * memory.bytes;
            long sum = sums + t * stride + from;
            MatrixMemory.clear(sum, width);
            lanes.rank2combine(
                cut.size(t),
                width,
                whole.w + row * stride + from,
                stride,
                minusV + at,
                y + from,
                minusX + at,
                u + from,
                vector + at,
                sum);
          });
      for (long t = 1; t < cut.parts(); t++) {
        // the vector has a 1 in its first place
        long one = vector + k * memory.bytes;
        lanes.rank1(1, width, sums + from, 0, one, 0, 1, sums + t * stride + from);
      }
    }

    /** Multiplies rows after k with another vector: minusX. */
    void rows(MatrixLanes lanes, long other, Workers workers) {
      MatrixMemory memory = whole.memory;
      long from = memory.aligned(k + 1);
      Cut cut = cut(whole.m - k - 1, (size - from) / 2, workers);
      workers.run(
          (int) cut.parts(),
          t -> {
            long row = k + 1 + cut.start(t);
            lanes.dots(
                cut.size(t),
                size - from,
                whole.w + row * whole.stride + from,
                whole.stride,
                other + from,
                minusX + row * memory.bytes,
                memory.bytes);
          });
    }
  }
}
