package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Scatter;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * Combines updates in row-major order. In parallel each task goes through all indices and combines
 * what falls into its part of the target, so that the order of what meets in an element is fixed.
 */
final class ScatterKernel implements CompiledKernel {
  /** What an index and an element cost in nanoseconds. */
  private static final double RUN_NANOS = 6;

  private static final double ELEMENT_NANOS = 0.3;

  private static final Routine.Trial<ScatterCode> TRIAL = new ScatterTrial();

  private final IndexedRows rows;
  private final Workers workers;
  private final Routine<ScatterCode> routine;
  private final int target;
  private final int bytes;

  ScatterKernel(Scatter kernel, RoutineCache routines, Workers workers) {
    this.rows = new IndexedRows(kernel.extents(), kernel.updates(), kernel.target(), false);
    this.workers = workers;
    this.target = kernel.target().buffer();
    this.bytes = kernel.target().dtype().byteSize();
    int cell = Cell.of(kernel.target().dtype());
    int index = rows.terms().cell();
    boolean vectors = kernel.combine() == Scatter.Combine.ADD && cell == Cell.F32;
    var scalar = new ScatterCode.Variant(cell, kernel.combine(), index, false);
    var vector = new ScatterCode.Variant(cell, kernel.combine(), index, true);
    this.routine =
        routines.get(scalar, () -> copy(scalar), vectors ? () -> copy(vector) : null, TRIAL);
  }

  private static ScatterCode copy(ScatterCode.Variant variant) {
    return Specialized.copy(MethodHandles.lookup(), ScatterRows.class, ScatterCode.class, variant);
  }

  @Override
  public void run(MemorySegment[] buffers) {
    rows.check(buffers);
    RowSpace space = rows.space();
    double cost = space.allRows() * (RUN_NANOS + space.length() * ELEMENT_NANOS);
    int tasks = workers.tasks(cost) == 1 ? 1 : workers.count();
    ScatterCode code = routine.code(space.allRows() * space.length());
    if (tasks == 1) {
      visit(buffers, code, part(0, Long.MAX_VALUE));
      return;
    }
    long low = buffers[target].address();
    long elements = buffers[target].byteSize() / bytes;
    workers.run(
        tasks,
        task -> {
          long from = elements * task / tasks * bytes;
          long to = elements * (task + 1) / tasks * bytes;
          visit(buffers, code, part(low + from, low + to));
        });
  }

  private ScatterCode.Run part(long low, long high) {
    RowSpace space = rows.space();
    return new ScatterCode.Run(
        space.length(), space.step(IndexedRows.PLAIN), space.step(IndexedRows.INDEXED), low, high);
  }

  private void visit(MemorySegment[] buffers, ScatterCode code, ScatterCode.Run run) {
    RowSpace space = rows.space();
    space.forEach(
        buffers,
        Workers.INLINE,
        1,
        1,
        (task, at, count) ->
            code.rows(
                rows.terms(),
                at,
                count,
                space.rowStep(IndexedRows.PLAIN),
                space.rowStep(IndexedRows.INDEXED),
                run));
  }
}
