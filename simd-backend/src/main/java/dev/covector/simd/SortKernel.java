package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Sort;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts rows: keys become unsigned integers of the same order, which a stable radix sort orders.
 */
final class SortKernel implements CompiledKernel {
  private final Sort kernel;
  private final Rows rows;
  private final Workers workers;

  SortKernel(Sort kernel, Workers workers) {
    List<Access> accesses = new ArrayList<>(kernel.sources());
    accesses.addAll(kernel.targets());
    this.kernel = kernel;
    this.rows = new Rows(kernel.extents(), accesses);
    this.workers = workers;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    rows.forEach(buffers, workers, 30, this::row);
  }

  private void row(Cursor cursor) {
    int length = Math.toIntExact(rows.length());
    long[][] keys = new long[kernel.keys()][length];
    for (int k = 0; k < keys.length; k++) {
      DType dtype = kernel.sources().get(k).dtype();
      for (int j = 0; j < length; j++) {
        keys[k][j] = SortKeys.encode(dtype, cursor.address(rows.stream(k), j));
      }
    }
    int[] order = new SortKeys(keys).order(length);
    for (int operand = 0; operand < kernel.sources().size(); operand++) {
      DType cell = SortKeys.cell(kernel.sources().get(operand).dtype());
      int source = rows.stream(operand);
      int target = rows.stream(kernel.sources().size() + operand);
      for (int j = 0; j < length; j++) {
        long value = Memory.getInteger(cell, cursor.address(source, order[j]));
        Memory.putInteger(cell, cursor.address(target, j), value);
      }
    }
  }
}
