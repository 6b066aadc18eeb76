package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Sort;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sorts rows: many of them in parallel, or a few long ones with all threads. */
final class SortKernel implements CompiledKernel {
  /** A long row costs about this many nanoseconds per element. */
  private static final double ELEMENT_NANOS = 10;

  /** An element costs less where a few of a row are wanted. */
  private static final double SELECT_NANOS = 1.5;

  private final RowSpace space;
  private final Workers workers;
  private final SortRow row;
  private final int tasks;
  private final long slice;
  private final boolean inside;

  SortKernel(Sort kernel, RoutineCache routines, Workers workers) {
    List<Access> accesses = new ArrayList<>(kernel.sources());
    accesses.addAll(kernel.targets());
    int operands = kernel.sources().size();
    List<long[]> reached = new ArrayList<>(Collections.nCopies(operands, kernel.extents()));
    reached.addAll(Collections.nCopies(operands, kernel.written()));
    this.space = new RowSpace(kernel.extents(), accesses, true, reached);
    this.workers = workers;
    int length = Math.toIntExact(space.length());
    SortCode[] codes = new SortCode[kernel.keys()];
    for (int k = 0; k < codes.length; k++) {
      codes[k] = code(kernel, k, routines);
    }
    this.row = new SortRow(kernel, codes, space, length);
    long rows = space.allRows();
    // a long row is cut inside where there are not enough rows for all threads
    this.inside = length > RadixSort.SHORT && !row.selects() && rows < 2L * workers.count();
    int wanted = space.tasks(workers, row.selects() ? SELECT_NANOS : ELEMENT_NANOS);
    this.tasks = inside ? 1 : Math.max(1, Math.min(wanted, 2 * workers.count()));
    long held = row.selects() ? kernel.count() : length;
    this.slice = Scratch.align(2L * row.kind().bytes() * held);
  }

  private static SortCode code(Sort kernel, int key, RoutineCache routines) {
    int cell = Cell.of(kernel.sources().get(key).dtype());
    var variant = new SortCode.Variant(cell, kernel.descending());
    return routines.single(
        variant,
        () -> Specialized.copy(MethodHandles.lookup(), SortCells.class, SortCode.class, variant));
  }

  @Override
  public long workspaceBytes() {
    return slice * tasks;
  }

  @Override
  public CompiledKernel bind(MemorySegment workspace) {
    int chunks = inside ? chunks() : 1;
    RadixSort[] sorts = new RadixSort[tasks];
    for (int t = 0; t < tasks; t++) {
      sorts[t] = new RadixSort(row.kind(), chunks);
    }
    Workers within = inside ? workers : Workers.INLINE;
    RowSpace.Body body =
        (task, at, rows) -> {
          long memory = workspace.address() + task * slice;
          for (long r = 0; r < rows; r++) {
            row.sort(at, memory, memory + slice / 2, sorts[task], within, chunks);
            space.advance(at);
          }
        };
    return buffers -> {
      space.check(buffers);
      space.forEach(buffers, workers, tasks, 1, body);
    };
  }

  /** More than there are threads, since one may be late. */
  private int chunks() {
    return (int) Math.min(2L * workers.count(), Math.max(1, workers.tasks(space.length() * 10.0)));
  }

  @Override
  public void run(MemorySegment[] buffers) {
    throw new IllegalStateException("simd: a sort works in a workspace; bind it first");
  }
}
