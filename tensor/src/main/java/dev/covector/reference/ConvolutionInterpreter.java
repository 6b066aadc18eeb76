package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The convolution by its definition. */
record ConvolutionInterpreter(Convolution kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    int first = kernel.groups().length;
    int spatial = kernel.axes().size();
    long[] extents = kernel.outExtents();
    long[] window = new long[1 + spatial];
    window[0] = kernel.channels();
    for (int i = 0; i < spatial; i++) {
      window[1 + i] = kernel.axes().get(i).window();
    }
    long[] out = new long[extents.length];
    long[] at = new long[window.length];
    Points points = new Points(extents, 0, extents.length, out);
    Points elements = new Points(window, 0, window.length, at);
    for (boolean more = points.first(); more; more = points.next()) {
      Accumulator sum = new Accumulator(ScalarFn.ADD, kernel.accumulator());
      long[] left = Arrays.copyOf(out, out.length);
      long[] right = Arrays.copyOf(out, out.length);
      right[first] = out[first + 1];
      for (boolean next = elements.first(); next; next = elements.next()) {
        left[first + 1] = at[0];
        right[first + 1] = at[0];
        boolean inside = true;
        for (int i = 0; i < spatial; i++) {
          Convolution.Axis axis = kernel.axes().get(i);
          long y = axis.at(out[first + 2 + i], at[1 + i]);
          inside &= y >= 0 && y < axis.input();
          left[first + 2 + i] = y;
          right[first + 2 + i] = at[1 + i];
        }
        if (inside) {
          sum.add(product(read(kernel.lhs(), left, buffers), read(kernel.rhs(), right, buffers)));
        }
      }
      DType target = kernel.out().dtype();
      long element = Conversion.convert(kernel.accumulator(), target, sum.result());
      Points.write(kernel.out(), out, buffers, element);
    }
  }

  /** An operand's element: floats as they are, integers in the accumulator's dtype. */
  private long read(Access access, long[] index, MemorySegment[] buffers) {
    return Conversion.convert(access.dtype(), wide(), Points.read(access, index, buffers));
  }

  private long product(long x, long y) {
    return ScalarEvaluation.apply(ScalarFn.MUL, wide(), wide(), x, y);
  }

  private DType wide() {
    return kernel.accumulator().isFloating() ? DType.F64 : kernel.accumulator();
  }
}
