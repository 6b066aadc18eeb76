package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Sort;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sorts the positions of each row, then moves the operands. */
record SortInterpreter(Sort kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    int last = kernel.extents().length - 1;
    int length = Math.toIntExact(kernel.extents()[last]);
    int operands = kernel.sources().size();
    long[] index = new long[last + 1];
    Points rows = new Points(kernel.extents(), 0, last, index);
    for (boolean more = rows.first(); more; more = rows.next()) {
      long[][] elements = new long[operands][length];
      for (int s = 0; s < operands; s++) {
        for (int i = 0; i < length; i++) {
          index[last] = i;
          elements[s][i] = Points.read(kernel.sources().get(s), index, buffers);
        }
      }
      Integer[] order = IntStream.range(0, length).boxed().toArray(Integer[]::new);
      Arrays.sort(order, (a, b) -> compare(elements, a, b));
      for (int s = 0; s < operands; s++) {
        for (int i = 0; i < kernel.count(); i++) {
          index[last] = i;
          Access target = kernel.targets().get(s);
          Points.write(target, index, buffers, elements[s][order[i]]);
        }
      }
    }
  }

  private int compare(long[][] elements, int a, int b) {
    for (int key = 0; key < kernel.keys(); key++) {
      Comparator<Long> comparator = order(kernel.sources().get(key).dtype());
      int order = comparator.compare(elements[key][a], elements[key][b]);
      if (order != 0) {
        return kernel.descending() ? -order : order;
      }
    }
    return 0;
  }

  private static Comparator<Long> order(DType dtype) {
    if (dtype.isFloating()) {
      // adding 0 makes -0 equal 0; Double.compare puts NaN last
      return (x, y) -> Double.compare(Element.value(x) + 0.0, Element.value(y) + 0.0);
    }
    return dtype == DType.U64 ? Long::compareUnsigned : Long::compare;
  }
}
