package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Writes updates in row-major order, on one thread, since points may meet. */
final class ScatterKernel implements CompiledKernel {
  private final Scatter kernel;
  private final Rows rows;

  ScatterKernel(Scatter kernel) {
    this.kernel = kernel;
    this.rows = new Rows(kernel.extents(), List.of(kernel.updates(), kernel.target()));
  }

  @Override
  public void run(MemorySegment[] buffers) {
    rows.forEach(buffers, Workers.INLINE, 1, this::row);
  }

  private void row(Cursor cursor) {
    int updates = rows.stream(0);
    int target = rows.stream(1);
    if (!cursor.isAffine(updates) || !cursor.isAffine(target)) {
      for (long j = 0; j < rows.length(); j++) {
        long to = cursor.address(target, j);
        if (to != -1) {
          update(cursor.address(updates, j), to);
        }
      }
      return;
    }
    long from = cursor.address(updates, 0);
    long to = cursor.address(target, 0);
    if (to == -1) {
      return;
    }
    long fromStep = rows.length() > 1 ? cursor.address(updates, 1) - from : 0;
    long toStep = rows.length() > 1 ? cursor.address(target, 1) - to : 0;
    int size = kernel.target().dtype().byteSize();
    if (kernel.combine() == Scatter.Combine.SET && fromStep == size && toStep == size) {
      MemorySegment.copy(Memory.ALL, from, Memory.ALL, to, rows.length() * size);
      return;
    }
    for (long j = 0; j < rows.length(); j++) {
      update(from + j * fromStep, to + j * toStep);
    }
  }

  private void update(long from, long to) {
    DType dtype = kernel.target().dtype();
    ScalarFn fn =
        switch (kernel.combine()) {
          case SET, ADD -> ScalarFn.ADD;
          case MUL -> ScalarFn.MUL;
          case MIN -> ScalarFn.MIN;
          case MAX -> ScalarFn.MAX;
        };
    if (kernel.combine() == Scatter.Combine.SET) {
      DType cell = new Combiner(fn, dtype).cell();
      Memory.putInteger(cell, to, Memory.getInteger(cell, from));
    } else if (dtype.isFloating()) {
      double value = Memory.getFloating(dtype, from);
      double old = Memory.getFloating(dtype, to);
      Memory.putFloating(dtype, to, fn == ScalarFn.ADD ? old + value : fn.reference(old, value));
    } else {
      Combiner combiner = new Combiner(fn, dtype);
      long value = Memory.getInteger(dtype, from);
      Memory.putInteger(dtype, to, combiner.combine(Memory.getInteger(dtype, to), value));
    }
  }
}
