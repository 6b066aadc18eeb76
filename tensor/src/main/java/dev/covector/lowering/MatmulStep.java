package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.op.DotGeneral;
import java.util.Arrays;
import java.util.List;

/**
 * A matrix product in the making; its dimensions are the batch ones, then those of m, n and k. An
 * operand whose dimensions cannot be walked with one stride for m, n and k each is copied first.
 */
final class MatmulStep extends Step {
  private final int m;
  private final int n;
  private final int k;
  private final Storage target;
  Read lhs;
  Read rhs;

  /**
   * A step.
   *
   * @param m how many dimensions the rows have
   * @param n how many the columns
   * @param k how many the contraction
   */
  MatmulStep(long[] extents, int m, int n, int k, Storage target, int height, int sequence) {
    super(extents, height, sequence);
    this.m = m;
    this.n = n;
    this.k = k;
    this.target = target;
    target.writers.add(this);
  }

  private int batch() {
    return rank() - m - n - k;
  }

  @Override
  boolean isSplittable(int dimension) {
    return dimension < batch();
  }

  @Override
  List<Storage> targets() {
    return List.of(target);
  }

  @Override
  void emit(Emission out) {
    int batch = batch();
    int[] rows = range(batch, m);
    int[] columns = range(batch + m, n);
    int[] contracted = range(batch + m + n, k);
    Access left = operand(lhs, rows, contracted, out);
    Access right = operand(rhs, contracted, columns, out);
    long[] batches = Arrays.copyOf(extents, batch);
    long[] strides = new long[batch + 2];
    long rowCount = count(rows);
    long columnCount = count(columns);
    strides[batch + 1] = 1;
    strides[batch] = columnCount;
    long stride = rowCount * columnCount;
    for (int d = batch - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= extents[d];
    }
    out.add(
        new Matmul(
            batches,
            rowCount,
            columnCount,
            count(contracted),
            left,
            right,
            new Access(target.buffer(), target.dtype, 0, strides),
            DotGeneral.accumulator(target.dtype)));
  }

  private static int[] range(int first, int count) {
    int[] range = new int[count];
    Arrays.setAll(range, i -> first + i);
    return range;
  }

  private long count(int[] dimensions) {
    long count = 1;
    for (int d : dimensions) {
      count *= extents[d];
    }
    return count;
  }

  /** The operand with the strides of the batch dimensions, then of two groups of dimensions. */
  private Access operand(Read read, int[] first, int[] second, Emission out) {
    Affine position = read.linear();
    int batch = batch();
    if (!isOneWalk(position, first) || !isOneWalk(position, second)) {
      return copy(read, position, first, second, out);
    }
    long[] strides = Arrays.copyOf(position.coefficients(), batch + 2);
    strides[batch] = stride(position, first);
    strides[batch + 1] = stride(position, second);
    Access access = read.access(position);
    return new Access(access.buffer(), access.dtype(), access.offset(), strides);
  }

  private boolean isOneWalk(Affine position, int[] dimensions) {
    for (int i = dimensions.length - 2; i >= 0; i--) {
      int d = dimensions[i];
      long[] c = position.coefficients();
      if (c[d] != c[d + 1] * extents[d + 1]) {
        return false;
      }
    }
    return true;
  }

  private static long stride(Affine position, int[] dimensions) {
    return dimensions.length == 0 ? 0 : position.coefficients()[dimensions[dimensions.length - 1]];
  }

  /** Copies the operand to a dense buffer with the dimensions in order. */
  private Access copy(Read read, Affine position, int[] first, int[] second, Emission out) {
    int batch = batch();
    int rank = batch + first.length + second.length;
    int[] order = Arrays.copyOf(range(0, batch), rank);
    System.arraycopy(first, 0, order, batch, first.length);
    System.arraycopy(second, 0, order, batch + first.length, second.length);
    long[] sizes = Arrays.stream(order).mapToLong(d -> extents[d]).toArray();
    long[] source = Arrays.stream(order).mapToLong(d -> position.coefficients()[d]).toArray();
    DType dtype = read.storage().dtype;
    int buffer = out.temporary(dtype, Dimensions.points(sizes));
    Access from = read.access(position);
    long[] dense = Physical.strides(sizes);
    out.add(
        new Loop(
            sizes,
            0,
            List.of(new Access(from.buffer(), dtype, from.offset(), source)),
            new Expression(List.of(new Expression.Load(0, dtype))),
            List.of(new Loop.Store(new Access(buffer, dtype, 0, dense), 0))));
    long[] strides = Arrays.copyOf(dense, batch + 2);
    long columns = count(second);
    strides[batch] = columns;
    strides[batch + 1] = 1;
    return new Access(buffer, dtype, 0, strides);
  }
}
