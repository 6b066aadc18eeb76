package dev.covector.simd;

/**
 * Householder reflections H = I - tau v v^T, whose vectors are the rows of a matrix, and their
 * products I - V T V^T, T upper triangular: Schreiber and Van Loan, "A storage-efficient WY
 * representation for products of Householder transformations", 1989.
 *
 * @param v the address of the vectors, each zero before its first element, which is 1
 * @param stride from one vector to the next
 * @param length of a vector
 * @param offset vector j begins at element j + offset
 * @param taus the address of the factors, f64
 * @param t the address of {@link #WIDTH} rows and columns for each block
 * @param scratch the address of two rows of {@link #WIDTH} for each column of what is multiplied
 */
record BlockReflections(
    MatrixMemory memory,
    long v,
    long stride,
    long length,
    long offset,
    long taus,
    long t,
    long scratch) {
  /** How many reflections make a block. */
  static final long WIDTH = 32;

  private static final double NANOS_PER_PRODUCT = 0.02;

  /** The memory that {@link #t} needs for some reflections. */
  static long factorBytes(MatrixMemory memory, long count) {
    return (count + WIDTH) * WIDTH * memory.bytes;
  }

  /** The memory that {@link #scratch} needs for rows of this many bytes. */
  static long scratchBytes(long size) {
    return 2 * WIDTH * (size + MatrixLanes.ALIGNMENT);
  }

  long vector(long j) {
    return v + j * stride;
  }

  double tau(long j) {
    return Memory.getF64(taus + j * Double.BYTES);
  }

  /**
   * Makes vector j, whose elements from its first on hold a column, into the reflection that leaves
   * of the column its first element alone; as LAPACK's larfg.
   *
   * @return that element
   */
  double reflect(MatrixLanes lanes, long j) {
    long first = j + offset;
    long bytes = memory.bytes;
    long row = vector(j);
    long head = row + first * bytes;
    double alpha = memory.get(head);
    memory.put(head, 0);
    double norm = norm(lanes, row, first);
    memory.put(head, 1);
    if (norm == 0) {
      Memory.putF64(taus + j * Double.BYTES, 0);
      return alpha;
    }
    double beta = -Math.copySign(norm(alpha, norm), alpha);
    Memory.putF64(taus + j * Double.BYTES, (beta - alpha) / beta);
    long from = memory.aligned(first);
    long size = memory.padded(length) - from;
    double divisor = alpha - beta;
    memory.put(head, 0);
    if (Math.abs(divisor) < (memory.wide ? 0x1p-1000 : 0x1p-100)) {
      // its inverse may be out of range
      double up = memory.wide ? 0x1p600 : 0x1p60;
      lanes.scale(size, row + from, up);
      divisor *= up;
    }
    lanes.scale(size, row + from, 1 / divisor);
    memory.put(head, 1);
    return beta;
  }

  private double norm(MatrixLanes lanes, long row, long first) {
    long from = memory.aligned(first);
    long size = memory.padded(length) - from;
    lanes.dots(1, size, row + from, 0, row + from, scratch, 0);
    double squares = memory.get(scratch);
    boolean safe =
        memory.wide ? squares > 1e-280 && squares < 1e300 : squares > 1e-25 && squares < 1e37;
    if (safe) {
      return Math.sqrt(squares);
    }
    double largest = memory.largest(row + from, size / memory.bytes);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (long i = 0; i < size; i += memory.bytes) {
      double value = memory.get(row + from + i) / largest;
      sum += value * value;
    }
    return largest * Math.sqrt(sum);
  }

  private static double norm(double a, double b) {
    double larger = Math.max(Math.abs(a), Math.abs(b));
    if (larger == 0 || !Double.isFinite(larger)) {
      return larger;
    }
    double x = a / larger;
    double y = b / larger;
    return larger * Math.sqrt(x * x + y * y);
  }

  /** Computes T of the block of {@code count} reflections from j on. */
  void factor(MatrixLanes lanes, long j, long count) {
    long bytes = memory.bytes;
    long rowBytes = WIDTH * bytes;
    long block = t + j * rowBytes;
    MatrixMemory.clear(block, count * rowBytes);
    for (long c = 0; c < count; c++) {
      double tau = tau(j + c);
      memory.put(block + c * rowBytes + c * bytes, tau);
      if (c == 0 || tau == 0) {
        continue;
      }
      long from = memory.aligned(j + c + offset);
      MatrixMemory.clear(scratch, rowBytes);
      lanes.dots(
          c,
          memory.padded(length) - from,
          vector(j) + from,
          stride,
          vector(j + c) + from,
          scratch,
          bytes);
      lanes.scale(rowBytes, scratch, -tau);
      lanes.dots(c, memory.padded(c), block, rowBytes, scratch, block + c * bytes, rowBytes);
    }
  }

  /**
   * Multiplies with the product of a block from the left: {@code C -= V op(T) V^T C}.
   *
   * @param j the first reflection of the block
   * @param count of reflections in it
   * @param c the address of C, whose rows begin with row j + offset
   * @param ldc from one row of C to the next
   * @param size of a row of C
   * @param transpose whether the product is transposed: H[j] is then the first to be applied
   */
  void apply(
      MatrixLanes lanes,
      long j,
      long count,
      long c,
      long ldc,
      long size,
      boolean transpose,
      Workers workers) {
    if (size <= 0 || count == 0) {
      return;
    }
    double cost = 2.0 * count * (length - j) * (size / memory.bytes) * NANOS_PER_PRODUCT;
    long tasks = Math.min(workers.tasks(cost), size / (4 * MatrixLanes.ALIGNMENT));
    if (tasks <= 1) {
      part(lanes, j, count, c, ldc, 0, size, size, transpose);
      return;
    }
    long width = 4 * MatrixLanes.ALIGNMENT;
    long part = (size / tasks + width - 1) / width * width;
    workers.run(
        (int) tasks,
        p ->
            part(
                lanes,
                j,
                count,
                c,
                ldc,
                p * part,
                Math.min(part, size - p * part),
                size,
                transpose));
  }

  private void part(
      MatrixLanes lanes,
      long j,
      long count,
      long c,
      long ldc,
      long from,
      long width,
      long size,
      boolean transpose) {
    if (width <= 0) {
      return;
    }
    long bytes = memory.bytes;
    long rowBytes = WIDTH * bytes;
    long first = (j + offset) * bytes;
    long rows = length - j - offset;
    long y = scratch + from;
    long z = y + WIDTH * (size + MatrixLanes.ALIGNMENT);
    long ldy = size + MatrixLanes.ALIGNMENT;
    long block = t + j * rowBytes;
    lanes.multiply(count, width, rows, vector(j) + first, stride, bytes, c + from, ldc, y, ldy, 0);
    lanes.multiply(
        count,
        width,
        count,
        block,
        transpose ? bytes : rowBytes,
        transpose ? rowBytes : bytes,
        y,
        ldy,
        z,
        ldy,
        0);
    lanes.multiply(rows, width, count, vector(j) + first, bytes, stride, z, ldy, c + from, ldc, -1);
  }

  /**
   * Multiplies with the product of all reflections from the left.
   *
   * @param c the address of a matrix of {@link #length} rows
   * @param ldc from one of its rows to the next
   * @param size of a row
   */
  void transform(MatrixLanes lanes, long count, long c, long ldc, long size, Workers workers) {
    for (long j = (count - 1) / WIDTH * WIDTH; j >= 0 && count > 0; j -= WIDTH) {
      long width = Math.min(WIDTH, count - j);
      factor(lanes, j, width);
      apply(lanes, j, width, c + (j + offset) * ldc, ldc, size, false, workers);
    }
  }

  /**
   * The first columns of the product of all reflections.
   *
   * @param q the address of a matrix of {@link #length} rows
   * @param ldq from one of its rows to the next, a multiple of the alignment
   */
  void product(MatrixLanes lanes, long count, long q, long ldq, long columns, Workers workers) {
    MatrixMemory.clear(q, length * ldq);
    for (long i = 0; i < Math.min(length, columns); i++) {
      memory.put(q + i * ldq + i * memory.bytes, 1);
    }
    for (long j = (count - 1) / WIDTH * WIDTH; j >= 0 && count > 0; j -= WIDTH) {
      long from = memory.aligned(j);
      apply(
          lanes,
          j,
          Math.min(WIDTH, count - j),
          q + (j + offset) * ldq + from,
          ldq,
          memory.padded(columns) - from,
          false,
          workers);
    }
  }
}
