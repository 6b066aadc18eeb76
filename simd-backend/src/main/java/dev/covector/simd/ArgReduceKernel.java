package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.ArgReduce;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The position of the largest or smallest element of each row. */
final class ArgReduceKernel implements CompiledKernel {
  private final ArgReduce kernel;
  private final Rows rows;
  private final Workers workers;

  ArgReduceKernel(ArgReduce kernel, Workers workers) {
    this.kernel = kernel;
    this.rows = new Rows(kernel.extents(), List.of(kernel.source(), kernel.target()));
    this.workers = workers;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    rows.forEach(
        buffers,
        workers,
        2,
        cursor -> {
          long best = kernel.source().dtype().isFloating() ? floating(cursor) : integer(cursor);
          DType target = kernel.target().dtype();
          Memory.putInteger(target, cursor.address(rows.stream(1), 0), best);
        });
  }

  private long floating(Cursor cursor) {
    DType dtype = kernel.source().dtype();
    int source = rows.stream(0);
    long best = 0;
    double value = Memory.getFloating(dtype, cursor.address(source, 0));
    for (long j = 1; j < rows.length() && !Double.isNaN(value); j++) {
      double next = Memory.getFloating(dtype, cursor.address(source, j));
      if (Double.isNaN(next) || (kernel.largest() ? next > value : next < value)) {
        best = j;
        value = next;
      }
    }
    return best;
  }

  private long integer(Cursor cursor) {
    DType dtype = kernel.source().dtype();
    int source = rows.stream(0);
    // u64 compares as signed after flipping the top bit
    long flip = dtype == DType.U64 ? Long.MIN_VALUE : 0;
    long best = 0;
    long value = Memory.getInteger(dtype, cursor.address(source, 0)) ^ flip;
    for (long j = 1; j < rows.length(); j++) {
      long next = Memory.getInteger(dtype, cursor.address(source, j)) ^ flip;
      if (kernel.largest() ? next > value : next < value) {
        best = j;
        value = next;
      }
    }
    return best;
  }
}
