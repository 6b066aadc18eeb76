package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Matmul;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Matrix products element by element, for dtypes that have no packed product. */
final class PlainMatmul implements CompiledKernel {
  private final Matmul kernel;
  private final Rows rows;
  private final Workers workers;

  PlainMatmul(Matmul kernel, Workers workers) {
    this.kernel = kernel;
    this.workers = workers;
    int batch = kernel.batch().length;
    long[] extents = Arrays.copyOf(kernel.batch(), batch + 2);
    extents[batch] = kernel.m();
    extents[batch + 1] = kernel.n();
    this.rows =
        new Rows(
            extents,
            List.of(
                withColumnStride(kernel.lhs(), 0),
                withColumnStride(kernel.rhs(), kernel.rhs().strides()[batch + 1]),
                kernel.out()));
  }

  /** The operand over batch, row and column, at its first contracted position. */
  private Access withColumnStride(Access access, long stride) {
    int batch = kernel.batch().length;
    long[] strides = access.strides().clone();
    if (access == kernel.rhs()) {
      strides[batch] = 0;
    }
    strides[batch + 1] = stride;
    return new Access(access.buffer(), access.dtype(), access.offset(), strides, access.dynamic());
  }

  @Override
  public void run(MemorySegment[] buffers) {
    if (kernel.m() == 0 || kernel.n() == 0) {
      return;
    }
    rows.forEach(
        buffers,
        workers,
        2.0 * Math.max(1, kernel.k()),
        cursor -> {
          for (long j = 0; j < rows.length(); j++) {
            element(cursor.address(rows.stream(0), j), cursor.address(rows.stream(1), j),
                cursor.address(rows.stream(2), j));
          }
        });
  }

  private void element(long lhs, long rhs, long out) {
    int batch = kernel.batch().length;
    DType left = kernel.lhs().dtype();
    DType right = kernel.rhs().dtype();
    long leftStep = kernel.lhs().strides()[batch + 1] * left.byteSize();
    long rightStep = kernel.rhs().strides()[batch] * right.byteSize();
    DType target = kernel.out().dtype();
    if (kernel.accumulator().isFloating()) {
      double sum = 0;
      for (long p = 0; p < kernel.k(); p++) {
        sum +=
            floating(left, lhs + p * leftStep) * floating(right, rhs + p * rightStep);
      }
      put(target, out, sum);
    } else {
      long sum = 0;
      for (long p = 0; p < kernel.k(); p++) {
        sum +=
            Memory.getInteger(left, lhs + p * leftStep)
                * Memory.getInteger(right, rhs + p * rightStep);
      }
      if (target == DType.BOOL) {
        sum = sum != 0 ? 1 : 0;
      }
      if (target.isFloating()) {
        Memory.putFloating(target, out, sum);
      } else {
        Memory.putInteger(target, out, sum);
      }
    }
  }

  private static double floating(DType dtype, long address) {
    return dtype.isFloating()
        ? Memory.getFloating(dtype, address)
        : (double) Memory.getInteger(dtype, address);
  }

  private static void put(DType target, long out, double sum) {
    if (target.isFloating()) {
      Memory.putFloating(target, out, sum);
    } else {
      Memory.putInteger(target, out, (long) sum);
    }
  }
}
