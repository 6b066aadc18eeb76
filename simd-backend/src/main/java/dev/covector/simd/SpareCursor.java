package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The last run's cursor, kept for the next: a short run takes as long as making one. */
final class SpareCursor {
  private final LoopPlan plan;
  private final StreamTable table;
  private final AtomicReference<@Nullable Cursor> spare = new AtomicReference<>();

  SpareCursor(LoopPlan plan, StreamTable table) {
    this.plan = plan;
    this.table = table;
  }

  /** A cursor at the origin of buffers. */
  Cursor take(MemorySegment[] buffers) {
    Cursor last = spare.getAndSet(null);
    if (last == null) {
      return new Cursor(table, plan.arguments(), buffers);
    }
    last.start(buffers);
    return last;
  }

  /** Keeps a cursor that is in no more use. */
  void give(Cursor cursor) {
    spare.set(cursor);
  }
}
