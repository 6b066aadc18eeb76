package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Brings a block of sums to a result whose elements are narrow or apart.
 *
 * @param wide whether sums are f64, not f32
 * @param routines what to round with
 */
record GemmStore(boolean wide, MatrixView out, PackRoutines routines) {
  private static final long SIGNS = 0x80000000_80000000L;

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
    if (dtype == DType.F32 && out.row() == size && !dense && routines.transpose().isWarm()) {
      PackVectors.transpose(sums, sumRow, target, out.column(), rows, columns);
      return;
    }
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

  /** A loop of its own for each dtype, as in {@link GemmPanels#line}. */
  private void row(long from, long columns, long to) {
    switch (out.dtype()) {
      case F64, F32 -> GemmPanels.line(out.dtype(), from, wide ? 8 : 4, columns, to, out.column());
      case F16 -> rowF16(from, columns, to, out.column());
      default -> rowBF16(from, columns, to, out.column());
    }
  }

  private static void rowF16(long from, long columns, long to, long step) {
    for (long j = 0; j < columns; j++) {
      Memory.putF16(to + j * step, Memory.getF32(from + j * Float.BYTES));
    }
  }

  private void rowBF16(long from, long columns, long to, long step) {
    long j = 0;
    if (step == Short.BYTES) {
      j =
          routines.round().isWarm()
              ? PackVectors.round(columns, from, to)
              : round(from, columns, to);
    }
    for (; j < columns; j++) {
      Memory.putBF16(to + j * step, Memory.getF32(from + j * Float.BYTES));
    }
  }

  /**
   * Rounds neighbours to bf16, four at a time in two words; returns how many. Stops before a NaN,
   * whose rounding could carry into its neighbour.
   */
  private static long round(long from, long columns, long to) {
    if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
      return 0;
    }
    long j = 0;
    for (; j + 4 <= columns; j += 4) {
      long low = Memory.getI64(from + j * Float.BYTES);
      long high = Memory.getI64(from + (j + 2) * Float.BYTES);
      if (((isNan(low) | isNan(high)) & SIGNS) != 0) {
        return j;
      }
      Memory.putI64(to + j * Short.BYTES, rounded(low) | rounded(high) << 32);
    }
    return j;
  }

  /** Has the sign bits of those of two floats that are NaN. */
  private static long isNan(long two) {
    return (two & ~SIGNS) + 0x007fffff_007fffffL;
  }

  /** The upper halves of two floats after rounding to the nearest, ties to even, side by side. */
  private static long rounded(long two) {
    long sum = two + 0x00007fff_00007fffL + (two >>> 16 & 0x00000001_00000001L);
    return (sum >>> 16 & 0xffffL) | (sum >>> 32 & 0xffff0000L);
  }
}
