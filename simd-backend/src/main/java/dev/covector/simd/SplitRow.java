package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Reduces one long row on several threads: each takes a piece, and the partial results are combined
 * in the order of the pieces, so that the result depends on the number of workers only.
 */
final class SplitRow {
  private final LoopPlan plan;
  private final StreamTable table;
  private final GeneratedLoop code;
  private final Routine<TransposeCode> transpose;
  private final Combiner[] combiners;
  private final MemorySegment[] buffers;
  private final long row;
  private final int pieces;
  private final long[] states;

  /**
   * A row.
   *
   * @param combiners by node; null where a node does not reduce
   */
  SplitRow(
      LoopPlan plan,
      StreamTable table,
      GeneratedLoop code,
      Routine<TransposeCode> transpose,
      Combiner[] combiners,
      MemorySegment[] buffers,
      long row,
      int pieces) {
    this.plan = plan;
    this.table = table;
    this.code = code;
    this.transpose = transpose;
    this.combiners = combiners;
    this.buffers = buffers;
    this.row = row;
    this.pieces = pieces;
    this.states = new long[combiners.length];
  }

  /** Runs all passes. */
  void run(Workers workers) {
    List<Passes.Pass> passes = plan.passes().elements();
    for (int pass = 0; pass < passes.size(); pass++) {
      List<Integer> reduces = passes.get(pass).reduces();
      for (int r : reduces) {
        states[r] = combiners[r].identity();
      }
      long[][] partial = new long[pieces][];
      int index = pass;
      workers.run(pieces, t -> partial[(int) t] = piece(index, t));
      for (int r : reduces) {
        for (long[] arguments : partial) {
          states[r] = combiners[r].combine(states[r], arguments[slot(r)]);
        }
      }
    }
    if (!plan.passes().perRow().isEmpty()) {
      Cursor cursor = cursor();
      cursor.place(0);
      code.pass(passes.size(), cursor.arguments(), plan.count());
    }
  }

  private int slot(int reduce) {
    return plan.key().stateSlots() + reduce;
  }

  private Cursor cursor() {
    Cursor cursor = new Cursor(table, plan.arguments(), buffers);
    cursor.seek(0, plan.outerRank(), row);
    for (int r = 0; r < combiners.length; r++) {
      if (combiners[r] != null) {
        cursor.arguments()[slot(r)] = states[r];
      }
    }
    return cursor;
  }

  /** Runs a pass over a share of the innermost runs, or of the only one. */
  private long[] piece(int pass, long piece) {
    Cursor cursor = cursor();
    long runs = plan.runs();
    long count = plan.count();
    long cut = runs == 1 ? count : runs;
    long share = (cut + pieces - 1) / pieces;
    long start = Math.min(cut, piece * share);
    long size = Math.min(cut, start + share) - start;
    if (plan.tile().isPresent()) {
      long scratch = Scratch.acquire(Sweep.bytes(plan));
      Sweep sweep = new Sweep(plan, table, code, transpose, cursor, scratch);
      if (runs == 1) {
        sweep.pass(pass, 0, 1, start, size);
      } else {
        sweep.pass(pass, start, size, 0, count);
      }
      return cursor.arguments();
    }
    if (runs == 1) {
      cursor.place(start);
      code.pass(pass, cursor.arguments(), size);
      return cursor.arguments();
    }
    int outer = plan.outerRank();
    int inner = plan.extents().length - 1;
    cursor.seek(outer, inner, Math.min(runs - 1, start));
    for (long r = 0; r < size; r++) {
      cursor.place(0);
      code.pass(pass, cursor.arguments(), count);
      cursor.next(outer, inner);
    }
    return cursor.arguments();
  }
}
