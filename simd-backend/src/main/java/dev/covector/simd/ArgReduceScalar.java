package dev.covector.simd;

import java.lang.invoke.MethodHandles;

/** Template: the search in scalar code, for all dtypes. */
final class ArgReduceScalar implements ArgReduceCode {
  private static final Variant VARIANT = Specialized.variant(MethodHandles.lookup(), Variant.class);
  private static final int CELL = VARIANT.cell();
  private static final boolean LARGEST = VARIANT.largest();
  private static final int TARGET_BYTES = VARIANT.targetBytes();

  ArgReduceScalar() {}

  @Override
  public void rows(
      long source, long target, long rows, long sourceRow, long targetRow, long length, long step) {
    for (long r = 0; r < rows; r++) {
      long row = source + r * sourceRow;
      Cell.putBits(TARGET_BYTES, target + r * targetRow, search(row, length, step));
    }
  }

  @Override
  public long row(long source, long length, long step) {
    return search(source, length, step);
  }

  private static long search(long row, long length, long step) {
    return Cell.isFloating(CELL) ? floating(row, length, step) : integer(row, length, step);
  }

  private static long floating(long row, long length, long step) {
    long best = 0;
    double value = Cell.floating(CELL, row);
    for (long j = 1; j < length; j++) {
      double next = Cell.floating(CELL, row + j * step);
      // true for NaN too, which wins against all numbers but not against an earlier NaN
      if (LARGEST ? !(next <= value) : !(next >= value)) {
        if (Double.isNaN(value)) {
          return best;
        }
        best = j;
        value = next;
      }
    }
    return best;
  }

  private static long integer(long row, long length, long step) {
    long best = 0;
    long value = Cell.key(CELL, row);
    for (long j = 1; j < length; j++) {
      long next = Cell.key(CELL, row + j * step);
      if (LARGEST ? next > value : next < value) {
        best = j;
        value = next;
      }
    }
    return best;
  }
}
