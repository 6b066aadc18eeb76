package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The matrix product by its definition. */
record MatmulInterpreter(Matmul kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    int batch = kernel.batch().length;
    long[] extents = Arrays.copyOf(kernel.batch(), batch + 2);
    extents[batch] = kernel.m();
    extents[batch + 1] = kernel.n();
    long[] out = new long[batch + 2];
    Points points = new Points(extents, 0, batch + 2, out);
    for (boolean more = points.first(); more; more = points.next()) {
      long[] left = out.clone();
      long[] right = out.clone();
      Accumulator sum = new Accumulator(ScalarFn.ADD, kernel.accumulator());
      for (long p = 0; p < kernel.k(); p++) {
        left[batch + 1] = p;
        right[batch] = p;
        sum.add(product(read(kernel.lhs(), left, buffers), read(kernel.rhs(), right, buffers)));
      }
      DType target = kernel.out().dtype();
      long element = Conversion.convert(kernel.accumulator(), target, sum.result());
      Points.write(kernel.out(), out, buffers, element);
    }
  }

  /** An operand's element: floats as they are, integers in the accumulator's dtype. */
  private long read(Access access, long[] index, MemorySegment[] buffers) {
    DType wide = kernel.accumulator().isFloating() ? DType.F64 : kernel.accumulator();
    return Conversion.convert(access.dtype(), wide, Points.read(access, index, buffers));
  }

  private long product(long x, long y) {
    DType wide = kernel.accumulator().isFloating() ? DType.F64 : kernel.accumulator();
    return ScalarEvaluation.apply(ScalarFn.MUL, wide, wide, x, y);
  }
}
