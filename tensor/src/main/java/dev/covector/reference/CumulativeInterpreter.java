package dev.covector.reference;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Cumulative;
import java.lang.foreign.MemorySegment;

/** Running combinations row by row. */
record CumulativeInterpreter(Cumulative kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    int last = kernel.extents().length - 1;
    long length = kernel.extents()[last];
    long[] index = new long[last + 1];
    Points rows = new Points(kernel.extents(), 0, last, index);
    for (boolean more = rows.first(); more; more = rows.next()) {
      Accumulator sum = new Accumulator(kernel.combiner(), kernel.source().dtype());
      for (long i = 0; i < length; i++) {
        index[last] = kernel.reverse() ? length - 1 - i : i;
        sum.add(Points.read(kernel.source(), index, buffers));
        Points.write(kernel.target(), index, buffers, sum.result());
      }
    }
  }
}
