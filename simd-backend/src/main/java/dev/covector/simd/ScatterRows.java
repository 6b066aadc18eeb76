package dev.covector.simd;

import dev.covector.kernel.Scatter;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** Template: scatters of all dtypes and combinations. */
final class ScatterRows implements ScatterCode {
  private static final Variant VARIANT = Specialized.variant(MethodHandles.lookup(), Variant.class);
  private static final int CELL = VARIANT.cell();
  private static final int BYTES = Cell.bytes(CELL);
  private static final int INDEX_CELL = VARIANT.indexCell();
  private static final boolean SET = VARIANT.combine() == Scatter.Combine.SET;
  private static final boolean ADD = VARIANT.combine() == Scatter.Combine.ADD;
  private static final boolean MUL = VARIANT.combine() == Scatter.Combine.MUL;
  private static final boolean MIN = VARIANT.combine() == Scatter.Combine.MIN;
  private static final boolean VECTORS = VARIANT.vectors();

  /** Shorter runs are set element by element. */
  private static final long COPIED = 8;

  ScatterRows() {}

  @Override
  public void rows(
      IndexTerms terms, long[] at, long rows, long sourceRow, long targetRow, Run run) {
    long source = at[IndexedRows.PLAIN];
    long target = at[IndexedRows.INDEXED];
    long low = run.low();
    long high = run.high();
    for (long r = 0; r < rows; r++) {
      long offset = terms.offset(INDEX_CELL, at, r);
      if (offset != IndexTerms.DROPPED) {
        long from = source + r * sourceRow;
        long to = target + r * targetRow + offset;
        if (run.count() != 1) {
          run(from, to, run);
        } else if (to >= low && to < high) {
          update(from, to);
        }
      }
    }
  }

  private static void run(long from, long to, Run run) {
    long sourceStep = run.sourceStep();
    long targetStep = run.targetStep();
    if (sourceStep == BYTES && targetStep == BYTES) {
      long start = Math.max(0, run.low() - to);
      long end = Math.min(run.count() * BYTES, run.high() - to);
      if (start < end) {
        contiguous(from + start, to + start, (end - start) / BYTES);
      }
      return;
    }
    for (long j = 0; j < run.count(); j++) {
      long place = to + j * targetStep;
      if (place >= run.low() && place < run.high()) {
        update(from + j * sourceStep, place);
      }
    }
  }

  private static void contiguous(long from, long to, long count) {
    if (SET && count >= COPIED) {
      MemorySegment.copy(Memory.ALL, from, Memory.ALL, to, count * BYTES);
      return;
    }
    if (VECTORS && ADD && CELL == Cell.F32) {
      RunVectors.addFloats(from, to, count);
      return;
    }
    for (long j = 0; j < count; j++) {
      update(from + j * BYTES, to + j * BYTES);
    }
  }

  private static void update(long from, long to) {
    if (SET) {
      Cell.putBits(BYTES, to, Cell.bits(BYTES, from));
    } else if (Cell.isFloating(CELL)) {
      floating(from, to);
    } else {
      integer(from, to);
    }
  }

  /** In f64, and rounded once: sums and products of two are those of the dtype. */
  private static void floating(long from, long to) {
    double update = Cell.floating(CELL, from);
    double old = Cell.floating(CELL, to);
    Cell.putFloating(
        CELL,
        to,
        ADD
            ? old + update
            : MUL ? old * update : MIN ? Math.min(old, update) : Math.max(old, update));
  }

  private static void integer(long from, long to) {
    if (CELL == Cell.BOOL) {
      bool(from, to);
    } else if (ADD) {
      Cell.putInteger(CELL, to, Cell.integer(CELL, to) + Cell.integer(CELL, from));
    } else if (MUL) {
      Cell.putInteger(CELL, to, Cell.integer(CELL, to) * Cell.integer(CELL, from));
    } else {
      boolean replaces =
          MIN
              ? Cell.key(CELL, from) < Cell.key(CELL, to)
              : Cell.key(CELL, from) > Cell.key(CELL, to);
      if (replaces) {
        Cell.putBits(BYTES, to, Cell.bits(BYTES, from));
      }
    }
  }

  private static void bool(long from, long to) {
    int update = Memory.getBool(from);
    int old = Memory.getBool(to);
    Memory.putI8(to, ADD || !(MUL || MIN) ? old | update : old & update);
  }
}
