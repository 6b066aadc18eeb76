package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import java.lang.foreign.MemorySegment;

/** A loop that does nothing but copy whole runs from where indices say. */
final class RowCopy implements CompiledKernel {
  /** Shorter runs cost less element by element. */
  private static final long SHORTEST_BYTES = 16;

  /** What a run costs in nanoseconds, and each byte of it. */
  private static final double RUN_NANOS = 15;

  private static final double BYTE_NANOS = 0.1;

  private final IndexedRows rows;
  private final IndexTerms terms;
  private final int cell;
  private final Workers workers;
  private final long bytes;

  RowCopy(Loop loop, Workers workers) {
    this.rows = rows(loop);
    this.terms = rows.terms();
    this.cell = terms.cell();
    this.workers = workers;
    this.bytes = rows.space().length() * loop.accesses().getFirst().dtype().byteSize();
  }

  private static IndexedRows rows(Loop loop) {
    Access source = loop.accesses().getFirst();
    return new IndexedRows(loop.extents(), loop.stores().getFirst().target(), source, true);
  }

  /** Whether a loop is such a copy. */
  static boolean serves(Loop loop) {
    if (loop.accesses().size() != 1
        || loop.stores().size() != 1
        || loop.body().nodes().size() != 1
        || !(loop.body().nodes().getFirst() instanceof Expression.Load)
        || loop.accesses().getFirst().dynamic().isEmpty()) {
      return false;
    }
    IndexedRows rows = rows(loop);
    int size = loop.accesses().getFirst().dtype().byteSize();
    return rows.isContiguous(size) && rows.space().length() * size >= SHORTEST_BYTES;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    rows.check(buffers);
    RowSpace space = rows.space();
    double cost = space.allRows() * (RUN_NANOS + bytes * BYTE_NANOS);
    int tasks = (int) Math.min(space.allRows(), workers.tasks(cost));
    space.forEach(buffers, workers, tasks, 1, this::copy);
  }

  private void copy(int task, long[] at, long count) {
    long targetStep = rows.space().rowStep(IndexedRows.PLAIN);
    long sourceStep = rows.space().rowStep(IndexedRows.INDEXED);
    for (long r = 0; r < count; r++) {
      long from = at[IndexedRows.INDEXED] + r * sourceStep + terms.offset(cell, at, r);
      MemorySegment.copy(
          Memory.ALL, from, Memory.ALL, at[IndexedRows.PLAIN] + r * targetStep, bytes);
    }
  }
}
