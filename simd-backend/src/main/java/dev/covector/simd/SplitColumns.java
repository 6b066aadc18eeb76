package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Reduces few columns over many runs on several threads: each takes some neighbouring runs, and the
 * partial results are combined in their order, so that the result depends on the number of workers
 * only.
 *
 * <p>The other cut, a share of the columns for each thread, makes each read memory in short pieces
 * with gaps: the mean over axis 0 of f32[4096, 1024] took two threads that way longer than one (3.5
 * ms against 1.8 ms), as the hardware's prefetchers stop at the end of each page.
 */
final class SplitColumns {
  private final LoopPlan plan;
  private final StreamTable table;
  private final GeneratedLoop code;
  private final Combiner[] combiners;
  private final int[] reduces;
  private final MemorySegment[] buffers;
  private final long row;
  private final Cut cut;

  /** The cells of all pieces, and of each piece those of each reduction. */
  private final long scratch;

  private final long cellBytes;

  /**
   * A row of the plan: all columns.
   *
   * @param combiners by node; null where a node does not reduce
   * @param reduces the nodes that reduce
   * @param cut the runs
   */
  SplitColumns(
      LoopPlan plan,
      StreamTable table,
      GeneratedLoop code,
      Combiner[] combiners,
      int[] reduces,
      MemorySegment[] buffers,
      long row,
      Cut cut) {
    this.plan = plan;
    this.table = table;
    this.code = code;
    this.combiners = combiners;
    this.reduces = reduces;
    this.buffers = buffers;
    this.row = row;
    this.cut = cut;
    this.cellBytes = Scratch.align(plan.count() * Long.BYTES);
    // of the calling thread: the pieces below take no scratch memory themselves
    this.scratch = Scratch.acquire(cut.parts() * reduces.length * cellBytes);
  }

  /** Runs all passes. */
  void run(Workers workers) {
    List<Passes.Pass> passes = plan.passes().elements();
    for (int pass = 0; pass < passes.size(); pass++) {
      int index = pass;
      workers.run((int) cut.parts(), part -> piece(index, part));
      for (int r : passes.get(pass).reduces()) {
        for (long part = 1; part < cut.parts(); part++) {
          combiners[r].combine(cells(0, r), cells(part, r), plan.count());
        }
      }
    }
    if (!plan.passes().perRow().isEmpty()) {
      Cursor cursor = cursor();
      cursor.place(0);
      code.pass(passes.size(), cursor.arguments(), plan.count());
    }
  }

  /** The cells of a piece for a reduction; those of the first piece become the results. */
  private long cells(long part, int reduce) {
    int position = 0;
    while (reduces[position] != reduce) {
      position++;
    }
    return scratch + (part * reduces.length + position) * cellBytes;
  }

  private int slot(int reduce) {
    return plan.key().stateSlots() + reduce;
  }

  private Cursor cursor() {
    Cursor cursor = new Cursor(table, plan.arguments(), buffers);
    cursor.seek(0, plan.outerRank(), row);
    for (int r : reduces) {
      cursor.arguments()[slot(r)] = cells(0, r);
    }
    return cursor;
  }

  private void piece(int pass, long part) {
    Cursor cursor = cursor();
    for (int r : plan.passes().elements().get(pass).reduces()) {
      long cells = cells(part, r);
      combiners[r].fill(cells, plan.count());
      cursor.arguments()[slot(r)] = cells;
    }
    int outer = plan.outerRank();
    int inner = plan.extents().length - 1;
    cursor.seek(outer, inner, cut.start(part));
    Runs.pass(plan, code, cursor, pass, cut.size(part), 0, plan.count());
  }
}
