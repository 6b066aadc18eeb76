package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;

/** Finds positions of extremes row by row. */
record ArgReduceInterpreter(ArgReduce kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    int last = kernel.extents().length - 1;
    long[] index = new long[last + 1];
    Points rows = new Points(kernel.extents(), 0, last, index);
    for (boolean more = rows.first(); more; more = rows.next()) {
      long best = best(index, last, buffers);
      index[last] = 0;
      DType dtype = kernel.target().dtype();
      Points.write(kernel.target(), index, buffers, Element.wrap(dtype, best));
    }
  }

  private long best(long[] index, int last, MemorySegment[] buffers) {
    Access source = kernel.source();
    long best = 0;
    long bestElement = 0;
    for (long i = 0; i < kernel.extents()[last]; i++) {
      index[last] = i;
      long element = Points.read(source, index, buffers);
      if (i == 0 || isBetter(source.dtype(), element, bestElement)) {
        best = i;
        bestElement = element;
      }
    }
    return best;
  }

  private boolean isBetter(DType dtype, long element, long than) {
    if (dtype.isFloating() && Double.isNaN(Element.value(than))) {
      return false;
    }
    if (dtype.isFloating() && Double.isNaN(Element.value(element))) {
      return true;
    }
    ScalarFn order = kernel.largest() ? ScalarFn.GT : ScalarFn.LT;
    return ScalarEvaluation.apply(order, dtype, DType.BOOL, element, than) != 0;
  }
}
