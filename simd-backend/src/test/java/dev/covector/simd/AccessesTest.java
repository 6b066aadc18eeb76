package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gathers, reversals, indices, scatters, scans, sorts and positions against the reference. */
final class AccessesTest {
  private static final DType[] DTYPES = {
    DType.BOOL,
    DType.I8,
    DType.U8,
    DType.I16,
    DType.U16,
    DType.I32,
    DType.U32,
    DType.I64,
    DType.U64,
    DType.F16,
    DType.BF16,
    DType.F32,
    DType.F64
  };

  private static double indices(Random random, DType dtype, int buffer) {
    return buffer == 1 ? random.nextInt(-2, 12) : Comparison.finite(random, dtype, buffer);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "I8", "F64", "BF16", "BOOL"})
  void gatherOfRowsAndOfElements(DType dtype) {
    Access rowIndex = new Access(1, DType.I32, 0, 1, 0);
    Access elementIndex = new Access(1, DType.I32, 0, 33, 1);
    for (Access index : List.of(rowIndex, elementIndex)) {
      Access source =
          new Access(
              0,
              dtype,
              0,
              new long[] {0, 1},
              List.of(new DynamicIndex(index, 33, 9, DynamicIndex.Bounds.CLIP)));
      Loop loop =
          new Loop(
              new long[] {7, 33},
              0,
              List.of(source),
              new Expression(List.of(new Load(0, dtype))),
              List.of(new Loop.Store(new Access(2, dtype, 0, 33, 1), 0)));
      List<Buffer> buffers =
          List.of(new Buffer(dtype, 330), new Buffer(DType.I32, 7 * 33), new Buffer(dtype, 7 * 33));
      new Comparison("gather " + loop, buffers, 2, loop, 0).with(AccessesTest::indices).check();
    }
  }

  @Test
  void reversedAndOffsetOperands() {
    for (DType dtype : DTYPES) {
      Loop loop =
          new Loop(
              new long[] {5, 20},
              0,
              List.of(new Access(0, dtype, 99, -20, -1)),
              new Expression(List.of(new Load(0, dtype))),
              List.of(new Loop.Store(new Access(1, dtype, 3, 20, 1), 0)));
      Loop whole =
          new Loop(
              loop.extents(),
              0,
              loop.accesses(),
              loop.body(),
              List.of(new Loop.Store(new Access(1, dtype, 0, 20, 1), 0)));
      List<Buffer> buffers = List.of(new Buffer(dtype, 100), new Buffer(dtype, 100));
      new Comparison("reverse " + dtype, buffers, 1, whole, 0).check();
    }
  }

  @Test
  void indicesOfEveryDimensionAndDType() {
    for (DType dtype : DTYPES) {
      if (dtype == DType.BOOL) {
        continue;
      }
      for (int dimension : new int[] {0, 1}) {
        Loop loop =
            new Loop(
                new long[] {9, 37},
                0,
                List.of(),
                new Expression(List.of(new Index(dimension, dtype))),
                List.of(new Loop.Store(new Access(0, dtype, 0, 37, 1), 0)));
        new Comparison("index " + loop, List.of(new Buffer(dtype, 9 * 37)), 0, loop, 0).check();
      }
    }
  }

  @Test
  void conversionsBetweenAllDTypes() {
    for (DType from : DTYPES) {
      for (DType to : DTYPES) {
        Loop loop =
            new Loop(
                new long[] {200},
                0,
                List.of(new Access(0, from, 0, 1)),
                new Expression(List.of(new Load(0, from), new Convert(0, to))),
                List.of(new Loop.Store(new Access(1, to, 0, 1), 1)));
        List<Buffer> buffers = List.of(new Buffer(from, 200), new Buffer(to, 200));
        new Comparison(from + " to " + to, buffers, 1, loop, 0).check();
      }
    }
  }

  @Test
  void rotationsOfUnsignedIntegers() {
    for (DType dtype : List.of(DType.U32, DType.U64)) {
      Expression body =
          new Expression(
              List.of(
                  new Load(0, dtype),
                  new Expression.Constant(dtype, 13),
                  new Expression.Constant(dtype, dtype.bits() - 13),
                  new Apply(ScalarFn.SHIFT_LEFT, dtype, List.of(0, 1)),
                  new Apply(ScalarFn.SHIFT_RIGHT_LOGICAL, dtype, List.of(0, 2)),
                  new Apply(ScalarFn.OR, dtype, List.of(3, 4)),
                  new Apply(ScalarFn.XOR, dtype, List.of(5, 0))));
      Loop loop =
          new Loop(
              new long[] {100},
              0,
              List.of(new Access(0, dtype, 0, 1)),
              body,
              List.of(new Loop.Store(new Access(1, dtype, 0, 1), 6)));
      List<Buffer> buffers = List.of(new Buffer(dtype, 100), new Buffer(dtype, 100));
      new Comparison("rotation " + dtype, buffers, 1, loop, 0).check();
    }
  }

  @Test
  void positionsOfTheLargestAndSmallest() {
    for (DType dtype : DTYPES) {
      for (boolean largest : new boolean[] {true, false}) {
        ArgReduce kernel =
            new ArgReduce(
                new long[] {6, 50},
                largest,
                new Access(0, dtype, 0, 1, 6),
                new Access(1, DType.I32, 0, 1, 0));
        List<Buffer> buffers = List.of(new Buffer(dtype, 300), new Buffer(DType.I32, 6));
        new Comparison("arg " + dtype, buffers, 1, kernel, 0).check();
      }
    }
  }

  @Test
  void scans() {
    for (DType dtype : DTYPES) {
      for (ScalarFn fn : List.of(ScalarFn.ADD, ScalarFn.MUL, ScalarFn.MAX, ScalarFn.MIN)) {
        if (dtype == DType.BOOL) {
          continue;
        }
        for (boolean reverse : new boolean[] {true, false}) {
          Cumulative kernel =
              new Cumulative(
                  new long[] {6, 30},
                  fn,
                  reverse,
                  new Access(0, dtype, 0, 30, 1),
                  new Access(1, dtype, 0, 1, 6));
          List<Buffer> buffers = List.of(new Buffer(dtype, 180), new Buffer(dtype, 180));
          new Comparison("scan " + fn + " " + dtype, buffers, 1, kernel, 64)
              .with(
                  (random, d, b) -> d.isFloating() ? random.nextDouble() + 0.5 : random.nextInt(5))
              .check();
        }
      }
    }
  }

  @Test
  void sorts() {
    for (DType dtype : DTYPES) {
      for (int length : new int[] {0, 1, 10, 300}) {
        Sort kernel =
            new Sort(
                new long[] {3, length},
                1,
                List.of(new Access(0, dtype, 0, length, 1), new Access(1, DType.I32, 0, length, 1)),
                List.of(
                    new Access(2, dtype, 0, length, 1), new Access(3, DType.I32, 0, length, 1)));
        List<Buffer> buffers =
            List.of(
                new Buffer(dtype, 3L * length),
                new Buffer(DType.I32, 3L * length),
                new Buffer(dtype, 3L * length),
                new Buffer(DType.I32, 3L * length));
        new Comparison("sort " + dtype + " " + length, buffers, 2, kernel, 0).check();
      }
    }
  }

  @Test
  void scatters() {
    for (DType dtype : DTYPES) {
      for (Scatter.Combine combine : Scatter.Combine.values()) {
        if (dtype == DType.BOOL && combine != Scatter.Combine.SET) {
          continue;
        }
        scatter(dtype, combine, new long[] {7, 33}, new Access(1, DType.I32, 0, 1, 0));
        scatter(dtype, combine, new long[] {7, 33}, new Access(1, DType.I32, 0, 33, 1));
      }
    }
  }

  /** The target is an input too, so it is compared through a copy made by a second kernel. */
  private static void scatter(DType dtype, Scatter.Combine combine, long[] extents, Access index) {
    Access target =
        new Access(
            2,
            dtype,
            0,
            new long[] {0, 1},
            List.of(new DynamicIndex(index, 33, 9, DynamicIndex.Bounds.DROP)));
    Scatter kernel = new Scatter(extents, new Access(0, dtype, 0, 33, 1), target, combine);
    Loop zeros =
        new Loop(
            new long[] {330},
            0,
            List.of(),
            new Expression(List.of(new Expression.Constant(dtype, 0))),
            List.of(new Loop.Store(new Access(2, dtype, 0, 1), 0)));
    List<Buffer> buffers =
        List.of(new Buffer(dtype, 231), new Buffer(DType.I32, 231), new Buffer(dtype, 330));
    new Comparison(combine + " " + dtype + Arrays.toString(extents), buffers, 2, zeros, 16)
        .then(kernel)
        .with(AccessesTest::indices)
        .check();
  }
}
