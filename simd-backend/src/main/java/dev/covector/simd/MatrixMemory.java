package dev.covector.simd;

import java.lang.foreign.MemorySegment;

/** How the matrices of a factorization lie in its workspace: elements, strides, copies. */
final class MatrixMemory {
  private static final long BLOCK = 16;

  final boolean wide;
  final long bytes;

  MatrixMemory(boolean wide) {
    this.wide = wide;
    this.bytes = wide ? Double.BYTES : Float.BYTES;
  }

  double get(long address) {
    return wide ? Memory.getF64(address) : Memory.getF32(address);
  }

  void put(long address, double value) {
    if (wide) {
      Memory.putF64(address, value);
    } else {
      Memory.putF32(address, (float) value);
    }
  }

  /** The bytes of a row, filled up. */
  long padded(long elements) {
    return (elements * bytes + MatrixLanes.ALIGNMENT - 1) & -MatrixLanes.ALIGNMENT;
  }

  /**
   * From one row to the next. Not a multiple of 512, or the rows of a column would share a few sets
   * of the first-level cache.
   */
  long stride(long elements) {
    long size = padded(elements);
    return size % 512 == 0 ? size + MatrixLanes.ALIGNMENT : size;
  }

  /** The column at or before one where a row is aligned, in bytes. */
  long aligned(long column) {
    return column * bytes & -MatrixLanes.ALIGNMENT;
  }

  static void clear(long address, long size) {
    if (size > 0) {
      Memory.ALL.asSlice(address, size).fill((byte) 0);
    }
  }

  static void copy(long from, long to, long size) {
    MemorySegment.copy(Memory.ALL, from, Memory.ALL, to, size);
  }

  /** Rows into rows of a workspace, filled up with zeros. */
  void load(long rows, long columns, long from, long to, long stride) {
    for (long i = 0; i < rows; i++) {
      copy(from + i * columns * bytes, to + i * stride, columns * bytes);
      clear(to + i * stride + columns * bytes, stride - columns * bytes);
    }
  }

  /** Rows of a workspace to where they follow one another. */
  void store(long rows, long columns, long from, long stride, long to) {
    for (long i = 0; i < rows; i++) {
      copy(from + i * stride, to + i * columns * bytes, columns * bytes);
    }
  }

  /** Writes the transpose, block by block. */
  void transpose(long rows, long columns, long from, long fromStride, long to, long toStride) {
    for (long i = 0; i < rows; i += BLOCK) {
      long count = Math.min(BLOCK, rows - i);
      for (long j = 0; j < columns; j += BLOCK) {
        long lastColumn = Math.min(columns, j + BLOCK);
        for (long q = j; q < lastColumn; q++) {
          long source = from + i * fromStride + q * bytes;
          column(count, source, fromStride, to + q * toStride + i * bytes);
        }
      }
    }
  }

  /** Copies a column to where its elements follow one another. */
  void column(long rows, long from, long stride, long to) {
    if (wide) {
      columnF64(rows, from, stride, to);
    } else {
      columnF32(rows, from, stride, to);
    }
  }

  // written out: C2 leaves loops of so few steps as they are, at a third of the speed
  private static void columnF32(long count, long from, long stride, long to) {
    long p = 0;
    for (; p + 8 <= count; p += 8) {
      Memory.putI32(to, Memory.getI32(from));
      Memory.putI32(to + 4, Memory.getI32(from + stride));
      Memory.putI32(to + 8, Memory.getI32(from + 2 * stride));
      Memory.putI32(to + 12, Memory.getI32(from + 3 * stride));
      Memory.putI32(to + 16, Memory.getI32(from + 4 * stride));
      Memory.putI32(to + 20, Memory.getI32(from + 5 * stride));
      Memory.putI32(to + 24, Memory.getI32(from + 6 * stride));
      Memory.putI32(to + 28, Memory.getI32(from + 7 * stride));
      from += 8 * stride;
      to += 32;
    }
    for (; p < count; p++) {
      Memory.putI32(to, Memory.getI32(from));
      from += stride;
      to += 4;
    }
  }

  private static void columnF64(long count, long from, long stride, long to) {
    long p = 0;
    for (; p + 4 <= count; p += 4) {
      Memory.putF64(to, Memory.getF64(from));
      Memory.putF64(to + 8, Memory.getF64(from + stride));
      Memory.putF64(to + 16, Memory.getF64(from + 2 * stride));
      Memory.putF64(to + 24, Memory.getF64(from + 3 * stride));
      from += 4 * stride;
      to += 32;
    }
    for (; p < count; p++) {
      Memory.putF64(to, Memory.getF64(from));
      from += stride;
      to += 8;
    }
  }

  /** Fills with NaN. */
  void fillNan(long address, long elements) {
    for (long i = 0; i < elements; i++) {
      put(address + i * bytes, Double.NaN);
    }
  }

  /** The largest absolute value; NaN when there is a NaN. */
  double largest(long address, long elements) {
    double largest = 0;
    for (long i = 0; i < elements; i++) {
      largest = Math.max(largest, Math.abs(get(address + i * bytes)));
    }
    return largest;
  }
}
