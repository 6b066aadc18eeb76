package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Running sums, products, maxima, minima and sums of exponentials of rows. A long row is scanned in
 * parts by all threads, after each part's total is known.
 */
final class CumulativeKernel implements CompiledKernel {
  /** Rows that begin a task, so that tasks share no cache line of neighbouring columns. */
  private static final long GRAIN = 64;

  /** Parts of a row begin at multiples of so many elements. */
  private static final long PART_GRAIN = 1 << 12;

  private static final double VECTOR_NANOS = 0.3;
  private static final double SCALAR_NANOS = 1.7;
  private static final double LOG_NANOS = 30;

  private final RowSpace space;
  private final Workers workers;
  private final Routine<CumulativeCode> routine;
  private final boolean serves;
  private final long[] steps;
  private final long[] starts;
  private final double cost;

  CumulativeKernel(Cumulative kernel, RoutineCache routines, Workers workers) {
    this.space = new RowSpace(kernel.extents(), List.of(kernel.source(), kernel.target()));
    this.workers = workers;
    boolean reverse = kernel.reverse();
    this.steps = new long[2];
    this.starts = new long[2];
    for (int a = 0; a < 2; a++) {
      steps[a] = reverse ? -space.step(a) : space.step(a);
      starts[a] = reverse ? (space.length() - 1) * space.step(a) : 0;
    }
    int cell = Cell.of(kernel.source().dtype());
    boolean vectors = cell == Cell.F32 && kernel.combiner() != ScalarFn.LOGADDEXP;
    int lanes = vectors && VectorMode.isOn() ? VectorWidth.bits() / Float.SIZE : 0;
    this.routine =
        routine(
            vectors, new CumulativeCode.Variant(cell, kernel.combiner(), reverse, lanes), routines);
    boolean alongRow = space.step(0) == Float.BYTES && space.step(1) == Float.BYTES;
    boolean acrossRows = space.rowStep(0) == Float.BYTES && space.rowStep(1) == Float.BYTES;
    this.serves = vectors && (alongRow || (acrossRows && space.rows() > 1));
    this.cost =
        kernel.combiner() == ScalarFn.LOGADDEXP ? LOG_NANOS : serves ? VECTOR_NANOS : SCALAR_NANOS;
  }

  private static Routine<CumulativeCode> routine(
      boolean vectors, CumulativeCode.Variant variant, RoutineCache routines) {
    return routines.get(
        variant,
        () -> copy(CumulativeScalar.class, variant),
        vectors ? () -> copy(CumulativeFloats.class, variant) : null,
        new CumulativeTrial(variant.reverse()));
  }

  private static CumulativeCode copy(
      Class<? extends CumulativeCode> template, CumulativeCode.Variant variant) {
    return Specialized.copy(MethodHandles.lookup(), template, CumulativeCode.class, variant);
  }

  @Override
  public void run(MemorySegment[] buffers) {
    space.check(buffers);
    CumulativeCode code =
        serves ? routine.code(space.allRows() * space.length()) : routine.scalar();
    long parts = Math.min(workers.tasks(space.length() * cost), space.length() / PART_GRAIN);
    if (space.allRows() == 1 && parts > 1) {
      space.forEach(
          buffers, Workers.INLINE, 1, 1, (task, at, rows) -> oneRow(code, at, (int) parts));
      return;
    }
    space.forEach(
        buffers,
        workers,
        space.tasks(workers, cost),
        GRAIN,
        (task, at, rows) ->
            code.rows(
                at[0] + starts[0],
                at[1] + starts[1],
                rows,
                space.rowStep(0),
                space.rowStep(1),
                space.length(),
                steps[0],
                steps[1]));
  }

  private void oneRow(CumulativeCode code, long[] at, int wanted) {
    long length = space.length();
    long share = (length + wanted - 1) / wanted;
    long part = (share + PART_GRAIN - 1) / PART_GRAIN * PART_GRAIN;
    int parts = (int) ((length + part - 1) / part);
    long source = at[0] + starts[0];
    long target = at[1] + starts[1];
    long[] before = new long[parts];
    // the total of the last part is not needed
    workers.run(
        parts - 1,
        p -> {
          long from = source + p * part * steps[0];
          before[(int) p + 1] = code.total(from, part, steps[0], code.identity());
        });
    before[0] = code.identity();
    for (int p = 1; p < parts; p++) {
      before[p] = code.combine(before[p - 1], before[p]);
    }
    workers.run(
        parts,
        p ->
            code.row(
                source + p * part * steps[0],
                target + p * part * steps[1],
                Math.min(part, length - p * part),
                steps[0],
                steps[1],
                before[(int) p]));
  }
}
