package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Positions of extremes in rows of all lengths and layouts against the reference. */
final class ArgReduceTest {
  private static void check(
      DType dtype, boolean largest, long[] extents, Comparison.Values values, long... strides) {
    long rows = 1;
    long[] target = new long[extents.length];
    for (int d = extents.length - 2; d >= 0; d--) {
      target[d] = rows;
      rows *= extents[d];
    }
    long elements = rows * extents[extents.length - 1];
    ArgReduce kernel =
        new ArgReduce(
            extents,
            largest,
            new Access(0, dtype, 0, strides),
            new Access(1, DType.I32, 0, target));
    List<Buffer> buffers = List.of(new Buffer(dtype, elements), new Buffer(DType.I32, rows));
    new Comparison(dtype + " " + kernel, buffers, 1, kernel, 0).with(values).check();
  }

  private static void all(DType dtype, Comparison.Values values) {
    for (boolean largest : new boolean[] {true, false}) {
      for (int n : new int[] {1, 2, 16, 17, 100, 517}) {
        check(dtype, largest, new long[] {5, n}, values, n, 1);
        check(dtype, largest, new long[] {n, 7}, values, 1, n);
        check(dtype, largest, new long[] {2, n, 3}, values, 3L * n, 3, 1);
        check(dtype, largest, new long[] {2, n, 3}, values, 3L * n, 1, n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"KEY", "KEY_ORIGINAL", "C64", "C128"},
      mode = EnumSource.Mode.EXCLUDE)
  void rowsAndColumns(DType dtype) {
    all(dtype, Comparison::number);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "F32", "F64", "I32", "U32", "I64", "U64"})
  void equalElementsGiveTheFirst(DType dtype) {
    all(dtype, (random, d, buffer) -> 3);
    all(dtype, (random, d, buffer) -> random.nextInt(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "F32", "F64"})
  void zerosAreEqualAndInfinitiesOrdered(DType dtype) {
    all(dtype, (random, d, buffer) -> random.nextBoolean() ? 0.0 : -0.0);
    all(dtype, (random, d, buffer) -> Double.NEGATIVE_INFINITY);
    all(dtype, (random, d, buffer) -> Double.POSITIVE_INFINITY);
    all(dtype, (random, d, buffer) -> random.nextInt(5) == 0 ? Double.NaN : -1);
  }

  @Test
  void oneLongRowIsSearchedInParts() {
    check(DType.F32, true, new long[] {600_001}, (random, d, b) -> random.nextInt(100), 1);
    check(DType.U32, false, new long[] {600_001}, Comparison::number, 1);
    check(
        DType.F32,
        false,
        new long[] {600_000},
        (random, d, b) -> random.nextInt(300_000) == 0 ? Double.NaN : 1,
        1);
  }

  @Test
  void manyRowsAreSearchedInParallel() {
    check(DType.F32, true, new long[] {300, 2000}, Comparison::finite, 2000, 1);
    check(DType.F32, true, new long[] {2000, 300}, Comparison::finite, 1, 2000);
  }
}
