package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.ArgReduce;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** The position of the largest or smallest element of each row. */
final class ArgReduceKernel implements CompiledKernel {
  /** Rows that begin a task, so that tasks share no cache line of neighbouring columns. */
  private static final long GRAIN = 64;

  /** Positions are counted in ints. */
  private static final long LONGEST = Integer.MAX_VALUE - 64;

  /** Rows shorter than this stay whole. */
  private static final long SHORTEST_PART = 1 << 15;

  private static final ArgReduceTrial TRIAL = new ArgReduceTrial();

  private final RowSpace space;
  private final Workers workers;
  private final Routine<ArgReduceCode> routine;
  private final boolean serves;
  private final int cell;
  private final int targetBytes;
  private final boolean largest;

  ArgReduceKernel(ArgReduce kernel, RoutineCache routines, Workers workers) {
    this.space = new RowSpace(kernel.extents(), List.of(kernel.source(), kernel.target()));
    this.workers = workers;
    this.cell = Cell.of(kernel.source().dtype());
    this.targetBytes = kernel.target().dtype().byteSize();
    this.largest = kernel.largest();
    this.routine = routine(new ArgReduceCode.Variant(cell, largest, targetBytes), routines);
    this.serves =
        space.length() <= LONGEST
            && (space.step(0) == Integer.BYTES
                || (space.rowStep(0) == Integer.BYTES && space.rows() > 1));
  }

  private static Routine<ArgReduceCode> routine(
      ArgReduceCode.Variant variant, RoutineCache routines) {
    int cell = variant.cell();
    boolean vectors = cell == Cell.I32 || cell == Cell.U32 || cell == Cell.F32;
    return routines.get(
        variant,
        () -> copy(ArgReduceScalar.class, variant),
        vectors ? () -> copy(ArgReduceVectors.class, variant) : null,
        TRIAL);
  }

  private static ArgReduceCode copy(
      Class<? extends ArgReduceCode> template, ArgReduceCode.Variant variant) {
    return Specialized.copy(MethodHandles.lookup(), template, ArgReduceCode.class, variant);
  }

  private ArgReduceCode code() {
    return serves ? routine.code(space.allRows() * space.length()) : routine.scalar();
  }

  @Override
  public void run(MemorySegment[] buffers) {
    space.check(buffers);
    int tasks = space.tasks(workers, serves ? 0.2 : 1.5);
    if (tasks < workers.count()
        && space.allRows() == 1
        && workers.tasks(space.length() * 0.2) > 1
        && (!serves || space.step(0) == Integer.BYTES)
        && space.length() >= 2 * SHORTEST_PART) {
      space.forEach(buffers, Workers.INLINE, 1, 1, (task, at, rows) -> oneRow(at));
      return;
    }
    ArgReduceCode code = code();
    space.forEach(
        buffers,
        workers,
        tasks,
        GRAIN,
        (task, at, rows) ->
            code.rows(
                at[0],
                at[1],
                rows,
                space.rowStep(0),
                space.rowStep(1),
                space.length(),
                space.step(0)));
  }

  /** Searches parts of a row in parallel, then the parts' best. */
  private void oneRow(long[] at) {
    ArgReduceCode code = code();
    long length = space.length();
    long step = space.step(0);
    int count = (int) Math.min(workers.count() * 2L, length / SHORTEST_PART);
    long part = (length + count - 1) / count;
    long[] found = new long[count];
    workers.run(
        count,
        p -> {
          long first = p * part;
          long rest = Math.min(part, length - first);
          found[(int) p] = rest <= 0 ? -1 : first + code.row(at[0] + first * step, rest, step);
        });
    long best = found[0];
    for (int p = 1; p < count; p++) {
      if (found[p] >= 0 && isBetter(at[0] + found[p] * step, at[0] + best * step)) {
        best = found[p];
      }
    }
    Cell.putBits(targetBytes, at[1], best);
  }

  private boolean isBetter(long element, long than) {
    if (Cell.isFloating(cell)) {
      double x = Cell.floating(cell, element);
      double y = Cell.floating(cell, than);
      return !Double.isNaN(y) && (largest ? !(x <= y) : !(x >= y));
    }
    long x = Cell.key(cell, element);
    long y = Cell.key(cell, than);
    return largest ? x > y : x < y;
  }
}
