package dev.covector.simd;

import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;

/** The terms that indices add to the address of each run of {@link IndexedRows}. */
final class IndexTerms {
  /** What {@link #offset} gives for a run that is left out. */
  static final long DROPPED = Long.MIN_VALUE;

  private final int[] cells;
  private final long[] scales;
  private final long[] limits;
  private final long[] steps;
  private final boolean[] drops;

  /**
   * Terms to be filled in.
   *
   * @param count how many
   */
  IndexTerms(int count) {
    this.cells = new int[count];
    this.scales = new long[count];
    this.limits = new long[count];
    this.steps = new long[count];
    this.drops = new boolean[count];
  }

  static IndexTerms of(Access indexed, RowSpace space) {
    int count = indexed.dynamic().size();
    IndexTerms terms = new IndexTerms(count);
    for (int t = 0; t < count; t++) {
      DynamicIndex term = indexed.dynamic().get(t);
      terms.cells[t] = Cell.of(term.index().dtype());
      terms.scales[t] = term.scale() * indexed.dtype().byteSize();
      terms.limits[t] = term.limit();
      terms.steps[t] = space.rowStep(IndexedRows.INDICES + t);
      terms.drops[t] = term.bounds() == DynamicIndex.Bounds.DROP;
    }
    return terms;
  }

  /** The dtype of all indices as a cell; -1 where there is none or they differ. */
  int cell() {
    for (int cell : cells) {
      if (cell != cells[0]) {
        return -1;
      }
    }
    return cells.length == 0 ? -1 : cells[0];
  }

  /**
   * What the terms add to the address of a run, in bytes, or {@link #DROPPED}.
   *
   * @param known the cell of all indices where it is known, else -1
   * @param addresses those of the accesses of the space at the first run
   * @param row which run
   */
  long offset(int known, long[] addresses, long row) {
    long sum = 0;
    for (int t = 0; t < cells.length; t++) {
      int cell = known >= 0 ? known : cells[t];
      long index = Cell.integer(cell, addresses[IndexedRows.INDICES + t] + row * steps[t]);
      if (index < 0 || index > limits[t]) {
        if (drops[t]) {
          return DROPPED;
        }
        index = index < 0 && cell != Cell.U64 ? 0 : limits[t];
      }
      sum += index * scales[t];
    }
    return sum;
  }
}
