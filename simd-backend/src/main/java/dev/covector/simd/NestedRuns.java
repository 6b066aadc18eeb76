package dev.covector.simd;

import java.lang.foreign.MemorySegment;

/**
 * Runs an elementwise loop over short runs by code that goes through several of them in one call:
 * an outer product of rows, rows that lie apart, a scalar for each row. A call for each run cost
 * more than the run: products f32[256, 64, 1] x f32[256, 1, 64] took 1385 us on two cores.
 */
final class NestedRuns {
  /** A run of more elements hides what a call costs. */
  private static final long MOST_ELEMENTS = 1024;

  /** The body is there twice, for whole vectors and for the rest. */
  private static final int MOST_NODES = 24;

  private final LoopPlan plan;
  private final GeneratedLoop code;
  private final SpareCursor cursors;
  private final long across;

  NestedRuns(LoopPlan plan, StreamTable table, GeneratedLoop code) {
    this.plan = plan;
    this.code = code;
    this.cursors = new SpareCursor(plan, table);
    this.across = plan.extents()[plan.extents().length - 2];
  }

  /** Whether the runs of a plan are short, and vector code can go from one to the next. */
  static boolean serves(LoopPlan plan) {
    int inner = plan.extents().length - 1;
    boolean isShort = inner > 0 && plan.count() > 0 && plan.count() <= MOST_ELEMENTS;
    boolean isOnePass =
        plan.outerRank() == inner
            && !plan.key().column()
            && plan.passes().elements().size() == 1
            && plan.passes().elements().getFirst().reduces().isEmpty()
            && plan.passes().perRow().isEmpty()
            && plan.tile().isEmpty();
    if (!isShort
        || !isOnePass
        || plan.extents()[inner - 1] < 2
        || JoinedRows.serves(plan)
        || !plan.streams().stream().allMatch(s -> s.dynamic().isEmpty())) {
      return false;
    }
    PassShape shape = new PassShape(plan.key(), plan.passes().elements().getFirst());
    int laneBytes = VectorSupport.laneBytes(shape);
    return laneBytes > 0
        && shape.variants().size() <= MOST_NODES
        && LoopCost.isLight(plan.key().body(), shape.variants())
        && (shape.hasMasks(laneBytes) || plan.count() % (VectorWidth.bits() / 8 / laneBytes) == 0);
  }

  /** Runs the loop in some tasks. */
  void run(MemorySegment[] buffers, Workers workers, long tasks) {
    Cut cut = Cut.into(plan.rows(), Math.min(tasks, plan.rows()));
    if (cut.parts() == 1) {
      runs(buffers, 0, plan.rows());
    } else {
      workers.run((int) cut.parts(), part -> runs(buffers, cut.start(part), cut.start(part + 1)));
    }
  }

  private void runs(MemorySegment[] buffers, long from, long to) {
    Cursor cursor = cursors.take(buffers);
    for (long run = from; run < to; ) {
      long together = Math.min(to - run, across - run % across);
      cursor.seek(0, plan.outerRank(), run);
      cursor.place(0);
      code.runs(cursor.arguments(), together, plan.count());
      run += together;
    }
    cursors.give(cursor);
  }
}
