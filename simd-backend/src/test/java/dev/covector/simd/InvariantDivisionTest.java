package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.host.Subnormals;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Program;
import dev.covector.kernel.ScalarFn;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quotients by what is the same along a row, in vector code, against Java's division. */
final class InvariantDivisionTest {
  private static final int COLUMNS = 1500;
  private static final int RANDOM_ROWS = 300;

  private static double[] specials(DType dtype) {
    boolean wide = dtype == DType.F64;
    double largest = wide ? Double.MAX_VALUE : Float.MAX_VALUE;
    double smallest = wide ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    return new double[] {
      0,
      -0.0,
      1,
      -1,
      3,
      -7,
      largest,
      -largest,
      largest / 3,
      largest / 8,
      Math.sqrt(largest) * 3,
      smallest,
      -smallest,
      smallest * 5,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
  }

  private static double draw(Random random, double[] specials, int index, boolean wide) {
    if (index < specials.length) {
      return specials[index];
    }
    int exponent = wide ? random.nextInt(-900, 900) : random.nextInt(-110, 110);
    double value = Math.scalb(random.nextDouble(1, 2) * (random.nextBoolean() ? 1 : -1), exponent);
    return wide ? value : (float) value;
  }

  private static double[] draw(DType dtype, int count, long seed) {
    Random random = new Random(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = draw(random, specials(dtype), i, dtype == DType.F64);
    }
    return values;
  }

  private static DeviceBuffer buffer(SimdBackend backend, DType dtype, double[] values) {
    DeviceBuffer buffer = backend.allocate((long) values.length * dtype.byteSize());
    for (int i = 0; i < values.length; i++) {
      long at = buffer.segment().address() + (long) i * dtype.byteSize();
      Memory.putFloating(dtype, at, values[i]);
    }
    return buffer;
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64"})
  void quotientsAreRoundedToTheLastPlace(DType dtype) {
    int rows = specials(dtype).length + RANDOM_ROWS;
    Loop loop =
        new Loop(
            new long[] {rows, COLUMNS},
            0,
            List.of(new Access(0, dtype, 0, 0, 1), new Access(1, dtype, 0, 1, 0)),
            new Expression(
                List.of(
                    new Load(0, dtype),
                    new Load(1, dtype),
                    new Apply(ScalarFn.DIV, dtype, List.of(0, 1)))),
            List.of(new Loop.Store(new Access(2, dtype, 0, COLUMNS, 1), 2)));
    Program program =
        new Program(
            List.of(
                new Buffer(dtype, COLUMNS),
                new Buffer(dtype, rows),
                new Buffer(dtype, (long) rows * COLUMNS)),
            List.of(0, 1),
            List.of(2),
            List.of(),
            List.of(loop));
    SimdBackend backend = new SimdBackend(new LoopCache(LoopCache.Start.VECTOR), new Workers(2));
    double[] x = draw(dtype, COLUMNS, 1);
    double[] s = draw(dtype, rows, 2);
    DeviceBuffer[] arguments = {buffer(backend, dtype, x), buffer(backend, dtype, s)};
    DeviceBuffer result = backend.compile(program).run(arguments, null)[0];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        long at = result.segment().address();
        at += ((long) row * COLUMNS + column) * dtype.byteSize();
        check(dtype, x[column], s[row], Memory.getFloating(dtype, at));
      }
    }
  }

  private static void check(DType dtype, double x, double s, double got) {
    double exact = dtype == DType.F64 ? x / s : (float) x / (float) s;
    double smallest = dtype == DType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    String what = x + " / " + s + " is " + exact + ", not " + got;
    if (Double.isNaN(exact) || Double.isInfinite(exact) || exact == 0) {
      assertEquals(exact, got, what);
      return;
    }
    if (Subnormals.areFlushed() && Math.abs(exact) < smallest * (1 + 1e-6)) {
      assertTrue(Math.abs(got) <= smallest * (1 + 1e-6), what);
      return;
    }
    double ulp = dtype == DType.F64 ? Math.ulp(exact) : Math.ulp((float) exact);
    // the remainder of a small dividend is subnormal, and then there is no correction
    boolean corrected = Math.abs(x) > smallest * (dtype == DType.F64 ? 0x1p118 : 0x1p58);
    assertTrue(Math.abs(got - exact) <= (corrected ? 1 : 2) * ulp, what);
  }
}
