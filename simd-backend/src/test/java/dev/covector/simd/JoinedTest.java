package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short rows and few columns that are run several at a time, against the reference. */
final class JoinedTest {
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64", "I32", "I64", "U8"})
  void shortRowsWithASingleRow(DType dtype) {
    for (int count : new int[] {0, 1, 7, 100, 1025}) {
      for (int rows : new int[] {0, 1, 3, 37}) {
        rows(dtype, rows, count);
      }
    }
  }

  @Test
  void severalTasks() {
    rows(DType.F32, 30_001, 3);
    columns(DType.F32, 10_001, 10, ScalarFn.ADD);
    columns(DType.F32, 10_001, 10, ScalarFn.MAX);
  }

  /** Adds a row to each row, and stores the sums and which are above 0. */
  private static void rows(DType dtype, long rows, long count) {
    Expression body =
        new Expression(
            List.of(
                new Load(0, dtype),
                new Load(1, dtype),
                new Apply(ScalarFn.ADD, dtype, List.of(0, 1)),
                new Apply(ScalarFn.GT, DType.BOOL, List.of(2, 1))));
    Loop loop =
        new Loop(
            new long[] {rows, count},
            0,
            List.of(new Access(0, dtype, 0, count, 1), new Access(1, dtype, 0, 0, 1)),
            body,
            List.of(
                new Loop.Store(new Access(2, dtype, 0, count, 1), 2),
                new Loop.Store(new Access(3, DType.BOOL, 0, count, 1), 3)));
    List<Buffer> buffers =
        List.of(
            new Buffer(dtype, rows * count),
            new Buffer(dtype, count),
            new Buffer(dtype, rows * count),
            new Buffer(DType.BOOL, rows * count));
    new Comparison("rows " + dtype + " " + loop, buffers, 2, loop, 0).check();
  }

  /** Where the rows of one operand are apart, they are no long row. */
  @Test
  void rowsThatAreApart() {
    Loop loop =
        new Loop(
            new long[] {40, 10},
            0,
            List.of(
                new Access(0, DType.F32, 2, 13, 1),
                new Access(1, DType.F32, 0, 0, 1),
                new Access(2, DType.BOOL, 0, 10, 1)),
            new Expression(
                List.of(
                    new Load(0, DType.F32),
                    new Load(1, DType.F32),
                    new Load(2, DType.BOOL),
                    new Apply(ScalarFn.SELECT, DType.F32, List.of(2, 0, 1)))),
            List.of(new Loop.Store(new Access(3, DType.F32, 0, 10, 1), 3)));
    List<Buffer> buffers =
        List.of(
            new Buffer(DType.F32, 40 * 13),
            new Buffer(DType.F32, 10),
            new Buffer(DType.BOOL, 400),
            new Buffer(DType.F32, 400));
    new Comparison("rows apart", buffers, 3, loop, 0).check();
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64", "I32", "I64", "U8"})
  void fewColumns(DType dtype) {
    for (int count : new int[] {1, 10, 100, 256, 257}) {
      for (int runs : new int[] {8, 16, 37, 129}) {
        columns(dtype, runs, count, ScalarFn.ADD);
      }
    }
    columns(dtype, 300, 3, ScalarFn.MIN);
  }

  /** Combines the columns of a product with a scalar, and adds a row. */
  private static void columns(DType dtype, long runs, long count, ScalarFn combiner) {
    Expression body =
        new Expression(
            List.of(
                new Load(0, dtype),
                new Load(1, dtype),
                new Apply(ScalarFn.MUL, dtype, List.of(0, 1)),
                new RowReduce(combiner, 2, dtype),
                new Load(2, dtype),
                new Apply(ScalarFn.ADD, dtype, List.of(3, 4))));
    Loop loop =
        new Loop(
            new long[] {count, runs},
            1,
            List.of(
                new Access(0, dtype, 0, 1, count),
                new Access(1, dtype, 0, 0, 0),
                new Access(2, dtype, 0, 1, 0)),
            body,
            List.of(new Loop.Store(new Access(3, dtype, 0, 1, 0), 5)));
    List<Buffer> buffers =
        List.of(
            new Buffer(dtype, runs * count),
            new Buffer(dtype, 1),
            new Buffer(dtype, count),
            new Buffer(dtype, count));
    String what = combiner + " " + dtype + " " + loop;
    if (dtype.isFloating() && combiner == ScalarFn.ADD) {
      new Comparison(what, buffers, 3, loop, 512)
          .with((random, d, b) -> 0.5 + random.nextDouble())
          .check();
    } else {
      new Comparison(what, buffers, 3, loop, 0).check();
    }
  }

  /** What depends on the column alone is computed once for several runs of columns. */
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void sumsOfExponentials(DType dtype) {
    for (long count : new long[] {40, 1029}) {
      for (long runs : new long[] {1, 2, 5, 130}) {
        Expression body =
            new Expression(
                List.of(
                    new Load(0, dtype),
                    new RowReduce(ScalarFn.MAX, 0, dtype),
                    new Apply(ScalarFn.NEG, dtype, List.of(1)),
                    new Apply(ScalarFn.ADD, dtype, List.of(0, 2)),
                    new Apply(ScalarFn.EXP, dtype, List.of(3)),
                    new RowReduce(ScalarFn.ADD, 4, dtype)));
        Loop loop =
            new Loop(
                new long[] {count, runs},
                1,
                List.of(new Access(0, dtype, 0, 1, count)),
                body,
                List.of(new Loop.Store(new Access(1, dtype, 0, 1, 0), 5)));
        List<Buffer> buffers = List.of(new Buffer(dtype, runs * count), new Buffer(dtype, count));
        new Comparison("columns " + loop, buffers, 1, loop, 64).check();
      }
    }
  }
}
