package dev.covector.simd;

import dev.covector.kernel.Decomposition;

/**
 * LU with partial pivoting by panels of columns. A panel is factored transposed, so that vectors
 * run along its columns; the rest is updated by products.
 */
final class LuFactorization implements Factorization {
  private static final long WIDTH = 32;

  private static final double NANOS_PER_PRODUCT = 0.02;

  private final MatrixMemory memory;
  private final long m;
  private final long n;
  private final long stride;
  private final long panelStride;

  LuFactorization(Decomposition.Lu kernel, MatrixMemory memory) {
    this.memory = memory;
    this.m = kernel.m();
    this.n = kernel.n();
    this.stride = memory.stride(n);
    this.panelStride = memory.stride(m);
  }

  @Override
  public long workspaceBytes() {
    return m * stride + (WIDTH + 1) * panelStride;
  }

  @Override
  public void run(MatrixLanes lanes, long[] in, long[] out, long w, Workers workers) {
    memory.load(m, n, in[0], w, stride);
    long panel = w + m * stride;
    for (long i = 0; i < m; i++) {
      Memory.putI32(out[2] + i * 4, (int) i);
    }
    for (long j = 0; j < Math.min(m, n); j += WIDTH) {
      long width = Math.min(WIDTH, n - j);
      long pivots = Math.min(width, m - j);
      MatrixMemory.clear(panel, width * panelStride);
      memory.transpose(m - j, width, w + at(j, j), stride, panel, panelStride);
      for (long c = 0; c < pivots; c++) {
        long pivot = eliminate(lanes, panel, c, width, m - j);
        Memory.putI32(out[1] + (j + c) * 4, (int) (j + pivot));
        if (pivot != c) {
          exchange(w, j + c, j + pivot);
          int row = Memory.getI32(out[2] + (j + c) * 4);
          Memory.putI32(out[2] + (j + c) * 4, Memory.getI32(out[2] + (j + pivot) * 4));
          Memory.putI32(out[2] + (j + pivot) * 4, row);
        }
      }
      memory.transpose(width, m - j, panel, panelStride, w + at(j, j), stride);
      update(lanes, w, j, pivots, j + width, workers);
    }
    memory.store(m, n, w, stride, out[0]);
  }

  private long at(long i, long j) {
    return i * stride + j * memory.bytes;
  }

  /** Column c of a panel; returns the row of its pivot. */
  private long eliminate(MatrixLanes lanes, long panel, long c, long width, long rows) {
    long bytes = memory.bytes;
    long column = panel + c * panelStride;
    long pivot = largest(column, c, rows);
    if (pivot != c) {
      for (long p = panel; p < panel + width * panelStride; p += panelStride) {
        double value = memory.get(p + c * bytes);
        memory.put(p + c * bytes, memory.get(p + pivot * bytes));
        memory.put(p + pivot * bytes, value);
      }
    }
    double value = memory.get(column + c * bytes);
    if (value != 0) {
      divide(lanes, column + (c + 1) * bytes, rows - c - 1, value);
    }
    if (c + 1 < width) {
      // a copy with zeros where the panel keeps what is done
      long from = memory.aligned(c + 1);
      long multipliers = panel + WIDTH * panelStride;
      MatrixMemory.copy(column + from, multipliers + from, memory.padded(rows) - from);
      MatrixMemory.clear(multipliers + from, (c + 1) * bytes - from);
      lanes.rank1(
          width - c - 1,
          memory.padded(rows) - from,
          column + panelStride + from,
          panelStride,
          column + panelStride + c * bytes,
          panelStride,
          -1,
          multipliers + from);
    }
    return pivot;
  }

  private void divide(MatrixLanes lanes, long address, long count, double value) {
    double inverse = 1 / value;
    boolean safe =
        memory.wide
            ? Math.abs(value) >= Double.MIN_NORMAL
            : Math.abs(value) >= Float.MIN_NORMAL && Math.abs(inverse) >= Float.MIN_NORMAL;
    if (safe) {
      lanes.scale(count * memory.bytes, address, inverse);
      return;
    }
    for (long i = 0; i < count; i++) {
      memory.put(address + i * memory.bytes, memory.get(address + i * memory.bytes) / value);
    }
  }

  private long largest(long column, long from, long rows) {
    long found = from;
    if (memory.wide) {
      double largest = Math.abs(Memory.getF64(column + from * 8));
      for (long i = from + 1; i < rows; i++) {
        double value = Math.abs(Memory.getF64(column + i * 8));
        if (value > largest) {
          largest = value;
          found = i;
        }
      }
      return found;
    }
    float largest = Math.abs(Memory.getF32(column + from * 4));
    for (long i = from + 1; i < rows; i++) {
      float value = Math.abs(Memory.getF32(column + i * 4));
      if (value > largest) {
        largest = value;
        found = i;
      }
    }
    return found;
  }

  private void exchange(long w, long first, long second) {
    long a = w + first * stride;
    long b = w + second * stride;
    for (long j = 0; j < stride; j += Long.BYTES) {
      long value = Memory.getI64(a + j);
      Memory.putI64(a + j, Memory.getI64(b + j));
      Memory.putI64(b + j, value);
    }
  }

  /** The rows of U right of a panel, then what is below them. */
  private void update(
      MatrixLanes lanes, long w, long j, long pivots, long column, Workers workers) {
    if (column >= n) {
      return;
    }
    long size = memory.padded(n) - column * memory.bytes;
    Substitution.Triangle unit =
        new Substitution.Triangle(w + at(j, j), stride, memory.bytes, pivots, true, true);
    Substitution.solve(lanes, unit, w + at(j, column), stride, size);
    long first = j + pivots;
    long rows = m - first;
    double cost = rows * (double) (n - column) * pivots * NANOS_PER_PRODUCT;
    long tasks = Math.min(workers.tasks(cost), rows / 8);
    if (tasks <= 1) {
      below(lanes, w, j, pivots, column, first, m);
      return;
    }
    long part = ((rows + tasks - 1) / tasks + 3) & -4;
    workers.run(
        (int) tasks,
        t ->
            below(
                lanes,
                w,
                j,
                pivots,
                column,
                first + t * part,
                Math.min(m, first + (t + 1) * part)));
  }

  private void below(
      MatrixLanes lanes, long w, long j, long depth, long column, long first, long last) {
    if (first < last) {
      lanes.multiply(
          last - first,
          memory.padded(n) - column * memory.bytes,
          depth,
          w + at(first, j),
          stride,
          memory.bytes,
          w + at(j, column),
          stride,
          w + at(first, column),
          stride,
          -1);
    }
  }
}
