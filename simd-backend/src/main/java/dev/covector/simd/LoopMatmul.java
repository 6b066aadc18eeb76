package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.ScalarFn;
import java.util.Arrays;
import java.util.List;

/**
 * A matrix product as a reduction loop over batch, row, column and contracted position: for
 * integers and bool, and for products with a vector, where packing has nothing to reuse.
 */
final class LoopMatmul {
  private LoopMatmul() {}

  static Loop of(Matmul product) {
    int batch = product.batch().length;
    long[] extents = Arrays.copyOf(product.batch(), batch + 3);
    extents[batch] = product.m();
    extents[batch + 1] = product.n();
    extents[batch + 2] = product.k();
    Access lhs = product.lhs();
    Access rhs = product.rhs();
    Access out = product.out();
    DType sum = product.accumulator();
    Expression body =
        new Expression(
            List.of(
                new Load(0, lhs.dtype()),
                new Load(1, rhs.dtype()),
                new Convert(0, sum),
                new Convert(1, sum),
                new Apply(ScalarFn.MUL, sum, List.of(2, 3)),
                new RowReduce(ScalarFn.ADD, 4, sum),
                new Convert(5, out.dtype())));
    return new Loop(
        extents,
        1,
        List.of(
            over(lhs, batch, lhs.strides()[batch], 0, lhs.strides()[batch + 1]),
            over(rhs, batch, 0, rhs.strides()[batch + 1], rhs.strides()[batch])),
        body,
        List.of(
            new Loop.Store(
                over(out, batch, out.strides()[batch], out.strides()[batch + 1], 0), 6)));
  }

  private static Access over(Access access, int batch, long row, long column, long contracted) {
    long[] strides = Arrays.copyOf(access.strides(), batch + 3);
    strides[batch] = row;
    strides[batch + 1] = column;
    strides[batch + 2] = contracted;
    return new Access(access.buffer(), access.dtype(), access.offset(), strides, access.dynamic());
  }
}
