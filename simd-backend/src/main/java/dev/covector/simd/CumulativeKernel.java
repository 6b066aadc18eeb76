package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Running sums, products, maxima and minima of rows; floats accumulate in f64. */
final class CumulativeKernel implements CompiledKernel {
  private final Cumulative kernel;
  private final Rows rows;
  private final Workers workers;

  CumulativeKernel(Cumulative kernel, Workers workers) {
    this.kernel = kernel;
    this.rows = new Rows(kernel.extents(), List.of(kernel.source(), kernel.target()));
    this.workers = workers;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    boolean floating = kernel.source().dtype().isFloating();
    rows.forEach(buffers, workers, 3, floating ? this::floating : this::integer);
  }

  private long position(long step) {
    return kernel.reverse() ? rows.length() - 1 - step : step;
  }

  private void floating(Cursor cursor) {
    DType dtype = kernel.source().dtype();
    ScalarFn fn = kernel.combiner();
    double sum = 0;
    for (long i = 0; i < rows.length(); i++) {
      long j = position(i);
      double value = Memory.getFloating(dtype, cursor.address(rows.stream(0), j));
      sum = i == 0 ? value : fn == ScalarFn.ADD ? sum + value : fn.reference(sum, value);
      Memory.putFloating(dtype, cursor.address(rows.stream(1), j), sum);
    }
  }

  private void integer(Cursor cursor) {
    DType dtype = kernel.source().dtype();
    Combiner combiner = new Combiner(kernel.combiner(), dtype);
    long sum = 0;
    for (long i = 0; i < rows.length(); i++) {
      long j = position(i);
      long value = Memory.getInteger(dtype, cursor.address(rows.stream(0), j));
      sum = i == 0 ? value : combiner.combine(sum, value);
      Memory.putInteger(dtype, cursor.address(rows.stream(1), j), sum);
    }
  }
}
