package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Matmul;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Matrix products over shapes, strides and dtypes against the reference. */
final class MatmulTest {

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,7,5",
    "7,1,5",
    "2,2,0",
    "3,3,1",
    "5,5,5",
    "6,64,10",
    "7,65,11",
    "64,64,64",
    "13,130,400",
    "200,70,30",
    "3,300,7",
    "300,3,7",
    "150,20,800",
    "0,4,4",
    "4,0,4"
  })
  void shapes(long m, long n, long k) {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      check(dtype, 1, m, n, k, false, false);
      check(dtype, 1, m, n, k, true, false);
      check(dtype, 1, m, n, k, false, true);
      check(dtype, 3, m, n, k, true, true);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "BF16", "I8", "U8", "I32", "U32", "I64", "U64"})
  void otherDTypes(DType dtype) {
    check(dtype, 1, 1, 9, 20, false, false);
    check(dtype, 1, 17, 9, 20, false, true);
    check(dtype, 2, 8, 70, 500, true, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64"})
  void outputWhoseColumnsAreApart(DType dtype) {
    Matmul product =
        new Matmul(
            new long[0],
            20,
            70,
            15,
            new Access(0, dtype, 0, 15, 1),
            new Access(1, dtype, 0, 70, 1),
            new Access(2, dtype, 0, 1, 20),
            dtype);
    run(product, dtype, 300, 1050, 1400);
  }

  private static void check(
      DType dtype, long batch, long m, long n, long k, boolean lhsTurned, boolean rhsTurned) {
    Access lhs =
        lhsTurned ? new Access(0, dtype, 0, m * k, 1, m) : new Access(0, dtype, 0, m * k, k, 1);
    Access rhs =
        rhsTurned ? new Access(1, dtype, 0, k * n, 1, k) : new Access(1, dtype, 0, k * n, n, 1);
    DType sum = dtype.isFloating() && dtype != DType.F64 ? DType.F32 : dtype;
    Matmul product =
        new Matmul(
            new long[] {batch}, m, n, k, lhs, rhs, new Access(2, dtype, 0, m * n, n, 1), sum);
    run(product, dtype, batch * m * k, batch * k * n, batch * m * n);
  }

  private static void run(Matmul product, DType dtype, long lhs, long rhs, long out) {
    List<Buffer> buffers =
        List.of(new Buffer(dtype, lhs), new Buffer(dtype, rhs), new Buffer(dtype, out));
    String what = dtype + " " + product.m() + "x" + product.n() + "x" + product.k();
    new Comparison(what, buffers, 2, product, dtype.byteSize() == 2 ? 1 : 64)
        .with(
            (random, d, b) ->
                d.isFloating() ? random.nextDouble() : Comparison.number(random, d, b))
        .check();
  }
}
