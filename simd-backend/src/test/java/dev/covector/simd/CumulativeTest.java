package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.ScalarFn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans of all lengths, directions and layouts against the reference. */
final class CumulativeTest {
  private static final List<ScalarFn> FUNCTIONS =
      List.of(ScalarFn.ADD, ScalarFn.MUL, ScalarFn.MAX, ScalarFn.MIN);

  private static void check(
      DType dtype,
      ScalarFn fn,
      boolean reverse,
      long[] extents,
      long[] strides,
      double tolerance,
      Comparison.Values values) {
    long elements = 1;
    for (long extent : extents) {
      elements *= extent;
    }
    Cumulative kernel =
        new Cumulative(
            extents,
            fn,
            reverse,
            new Access(0, dtype, 0, strides),
            new Access(1, dtype, 0, strides));
    List<Buffer> buffers = List.of(new Buffer(dtype, elements), new Buffer(dtype, elements));
    new Comparison(fn + " " + dtype + " " + kernel, buffers, 1, kernel, tolerance)
        .with(values)
        .check();
  }

  private static void layouts(
      DType dtype, ScalarFn fn, double tolerance, Comparison.Values values) {
    for (boolean reverse : new boolean[] {false, true}) {
      for (int n : new int[] {0, 1, 2, 15, 16, 64, 65, 131, 700}) {
        check(dtype, fn, reverse, new long[] {3, n}, new long[] {n, 1}, tolerance, values);
        check(dtype, fn, reverse, new long[] {n, 5}, new long[] {1, n}, tolerance, values);
        check(
            dtype, fn, reverse, new long[] {2, 3, n}, new long[] {3L * n, 1, 3}, tolerance, values);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"BOOL", "KEY", "KEY_ORIGINAL", "C64", "C128"},
      mode = EnumSource.Mode.EXCLUDE)
  void rowsAndColumnsInBothDirections(DType dtype) {
    for (ScalarFn fn : FUNCTIONS) {
      Comparison.Values near =
          (random, d, b) ->
              !d.isFloating()
                  ? random.nextInt(5)
                  : fn == ScalarFn.MUL ? 1 + 0.02 * random.nextGaussian() : random.nextDouble();
      layouts(dtype, fn, 32, near);
      if (fn == ScalarFn.MAX || fn == ScalarFn.MIN || !dtype.isFloating()) {
        layouts(dtype, fn, 0, Comparison::number);
      }
    }
  }

  @Test
  void aRowThatIsReadFromItsEnd() {
    for (boolean reverse : new boolean[] {false, true}) {
      for (int n : new int[] {1, 8, 64, 131}) {
        Cumulative kernel =
            new Cumulative(
                new long[] {n},
                ScalarFn.ADD,
                reverse,
                new Access(0, DType.F32, n - 1, -1),
                new Access(1, DType.F32, 0, 1));
        List<Buffer> buffers = List.of(new Buffer(DType.F32, n), new Buffer(DType.F32, n));
        new Comparison("flipped " + kernel, buffers, 1, kernel, 32)
            .with((random, dtype, buffer) -> random.nextDouble())
            .check();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "F32", "F64"})
  void infinitiesAndNansStay(DType dtype) {
    Comparison.Values values =
        (random, d, b) ->
            switch (random.nextInt(200)) {
              case 0 -> Double.POSITIVE_INFINITY;
              case 1 -> Double.NEGATIVE_INFINITY;
              case 2 -> Double.NaN;
              default -> random.nextDouble();
            };
    layouts(dtype, ScalarFn.ADD, 32, values);
    layouts(dtype, ScalarFn.LOGADDEXP, 32, values);
  }

  @Test
  void longRowsAreScannedInParts() {
    Comparison.Values values = (random, d, b) -> random.nextDouble();
    for (boolean reverse : new boolean[] {false, true}) {
      check(DType.F32, ScalarFn.ADD, reverse, new long[] {500_003}, new long[] {1}, 8, values);
      check(DType.F32, ScalarFn.MAX, reverse, new long[] {400_000}, new long[] {1}, 0, values);
      check(DType.I32, ScalarFn.ADD, reverse, new long[] {100_003}, new long[] {1}, 0, values);
      check(DType.F64, ScalarFn.ADD, reverse, new long[] {100_000}, new long[] {1}, 1000, values);
    }
    check(DType.F32, ScalarFn.ADD, false, new long[] {700, 600}, new long[] {1, 700}, 8, values);
  }
}
