package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;

/**
 * Brings a block of sums to a result whose elements are narrow or apart.
 *
 * @param wide whether sums are f64, not f32
 */
record GemmStore(boolean wide, MatrixView out) {

  /**
   * Stores.
   *
   * @param sums the address of the first sum
   * @param sumRow from one row of sums to the next, in bytes
   * @param target the address of the block's first element in the result
   */
  void store(long sums, long sumRow, long rows, long columns, long target) {
    DType dtype = out.dtype();
    int size = wide ? 8 : 4;
    boolean dense = dtype.byteSize() == size && out.hasDenseRows();
    for (long i = 0; i < rows; i++) {
      long from = sums + i * sumRow;
      long to = target + i * out.row();
      if (dense) {
        MemorySegment.copy(Memory.ALL, from, Memory.ALL, to, columns * size);
      } else {
        row(from, columns, to);
      }
    }
  }

  private void row(long from, long columns, long to) {
    long step = out.column();
    switch (out.dtype()) {
      case F64 -> {
        for (long j = 0; j < columns; j++) {
          Memory.putF64(to + j * step, Memory.getF64(from + j * 8));
        }
      }
      case F32 -> {
        for (long j = 0; j < columns; j++) {
          Memory.putF32(to + j * step, Memory.getF32(from + j * 4));
        }
      }
      case F16 -> {
        for (long j = 0; j < columns; j++) {
          Memory.putF16(to + j * step, Memory.getF32(from + j * 4));
        }
      }
      default -> {
        for (long j = 0; j < columns; j++) {
          Memory.putBF16(to + j * step, Memory.getF32(from + j * 4));
        }
      }
    }
  }
}
