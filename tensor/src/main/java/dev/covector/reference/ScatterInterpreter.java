package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter;
import java.lang.foreign.MemorySegment;

/** Updates in row-major order. */
record ScatterInterpreter(Scatter kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    Access target = kernel.target();
    MemorySegment memory = buffers[target.buffer()];
    DType dtype = target.dtype();
    long[] index = new long[kernel.extents().length];
    Points points = new Points(kernel.extents(), 0, index.length, index);
    for (boolean more = points.first(); more; more = points.next()) {
      long at = Points.reach(target, index, buffers);
      if (at != Points.DROPPED) {
        long update = Points.read(kernel.updates(), index, buffers);
        long old = Element.read(memory, dtype, at);
        Element.write(memory, dtype, at, combine(dtype, old, update));
      }
    }
  }

  private long combine(DType dtype, long old, long update) {
    return switch (kernel.combine()) {
      case SET -> update;
      case ADD -> ScalarEvaluation.apply(ScalarFn.ADD, dtype, dtype, old, update);
      case MUL -> ScalarEvaluation.apply(ScalarFn.MUL, dtype, dtype, old, update);
      case MIN -> ScalarEvaluation.apply(ScalarFn.MIN, dtype, dtype, old, update);
      case MAX -> ScalarEvaluation.apply(ScalarFn.MAX, dtype, dtype, old, update);
    };
  }
}
