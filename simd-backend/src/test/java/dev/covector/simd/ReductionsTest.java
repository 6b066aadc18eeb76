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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions over all kinds of strides, and kernels of several passes, against the reference. */
final class ReductionsTest {
  static Stream<Arguments> cases() {
    List<DType> numbers =
        List.of(
            DType.F32, DType.F64, DType.I32, DType.U32, DType.I64, DType.U64, DType.I8, DType.U8);
    Stream<Arguments> arithmetic =
        Stream.of(ScalarFn.ADD, ScalarFn.MUL, ScalarFn.MAX, ScalarFn.MIN)
            .flatMap(fn -> numbers.stream().map(d -> Arguments.of(fn, d)));
    Stream<Arguments> bits =
        Stream.of(ScalarFn.AND, ScalarFn.OR, ScalarFn.XOR)
            .flatMap(
                fn ->
                    Stream.of(DType.BOOL, DType.I32, DType.U64, DType.U8)
                        .map(d -> Arguments.of(fn, d)));
    return Stream.concat(arithmetic, bits);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rows(ScalarFn fn, DType dtype) {
    for (int length : new int[] {0, 1, 7, 16, 33, 64, 65, 1000}) {
      check(fn, dtype, new long[] {3, length}, 1, length, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void columns(ScalarFn fn, DType dtype) {
    check(fn, dtype, new long[] {37, 9}, 1, 1, 37);
    check(fn, dtype, new long[] {3, 9}, 1, 1, 3);
    check(fn, dtype, new long[] {2000, 5}, 1, 1, 2000);
    check(fn, dtype, new long[] {16, 0}, 1, 1, 16);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void severalRowDimensions(ScalarFn fn, DType dtype) {
    check(fn, dtype, new long[] {7, 5, 20}, 2, 20, 140, 1);
    check(fn, dtype, new long[] {20, 5, 7}, 2, 1, 140, 20);
    check(fn, dtype, new long[] {6, 4, 5, 3}, 2, 60, 3, 12, 1);
    check(fn, dtype, new long[] {5, 8}, 1, 16, 2);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everything(ScalarFn fn, DType dtype) {
    check(fn, dtype, new long[] {200_000}, 1, 1);
  }

  private static void check(
      ScalarFn fn, DType dtype, long[] extents, int rowRank, long... strides) {
    long elements = 1;
    long rows = 1;
    for (int d = 0; d < extents.length; d++) {
      elements += (extents[d] == 0 ? 0 : extents[d] - 1) * strides[d];
      rows *= d < extents.length - rowRank ? extents[d] : 1;
    }
    long[] target = new long[extents.length];
    long step = 1;
    for (int d = extents.length - rowRank - 1; d >= 0; d--) {
      target[d] = step;
      step *= extents[d];
    }
    Loop loop =
        new Loop(
            extents,
            rowRank,
            List.of(new Access(0, dtype, 0, strides)),
            new Expression(List.of(new Load(0, dtype), new RowReduce(fn, 0, dtype))),
            List.of(new Loop.Store(new Access(1, dtype, 0, target), 1)));
    List<Buffer> buffers = List.of(new Buffer(dtype, elements), new Buffer(dtype, rows));
    String what = fn + " " + dtype + " " + loop;
    if (dtype.isFloating() && (fn == ScalarFn.ADD || fn == ScalarFn.MUL)) {
      new Comparison(what, buffers, 1, loop, 512)
          .with(
              (random, d, b) ->
                  fn == ScalarFn.ADD ? random.nextDouble() : 1 + 0.01 * random.nextGaussian())
          .check();
    } else {
      new Comparison(what, buffers, 1, loop, 0).check();
    }
  }

  @Test
  void sumsContainingNaNAreNaN() {
    check(ScalarFn.MAX, DType.F32, new long[] {64, 100}, 1, 100, 1);
  }

  @Test
  void longRowsAreSplitAmongWorkers() {
    check(ScalarFn.ADD, DType.F32, new long[] {2_000_003}, 1, 1);
    check(ScalarFn.MAX, DType.I32, new long[] {2_000_003}, 1, 1);
    check(ScalarFn.ADD, DType.I64, new long[] {1000, 999}, 2, 2000, 1);
    softmax(new long[] {2, 300_001}, 300_001, 1);
  }

  @Test
  void manyRunsOfFewColumnsAreSplitAmongWorkers() {
    for (int columns : new int[] {4, 16, 33, 250}) {
      int runs = 1_000_003 / columns;
      for (ScalarFn fn : new ScalarFn[] {ScalarFn.ADD, ScalarFn.MAX}) {
        check(fn, DType.F32, new long[] {columns, runs}, 1, 1, columns);
      }
      check(ScalarFn.ADD, DType.U8, new long[] {columns, runs}, 1, 1, columns);
      check(ScalarFn.MIN, DType.I64, new long[] {columns, runs}, 1, 1, columns);
      check(ScalarFn.XOR, DType.BOOL, new long[] {columns, runs}, 1, 1, columns);
    }
    check(ScalarFn.ADD, DType.F64, new long[] {2, 100, 5001}, 1, 600_000, 1, 101);
    check(ScalarFn.ADD, DType.F32, new long[] {60, 90, 95}, 2, 1, 61, 6000);
  }

  @Test
  void logOfSumOfExponentialsOfColumns() {
    logSumExp(4099, 100);
    logSumExp(130, 2050);
    logSumExp(7, 70);
  }

  /** With a sum of products that an index and a number of each run take part in. */
  private static void logSumExp(long runs, long columns) {
    DType f = DType.F32;
    Expression body =
        new Expression(
            List.of(
                new Load(0, f),
                new RowReduce(ScalarFn.MAX, 0, f),
                new Apply(ScalarFn.SUB, f, List.of(0, 1)),
                new Apply(ScalarFn.EXP, f, List.of(2)),
                new RowReduce(ScalarFn.ADD, 3, f),
                new Apply(ScalarFn.LOG, f, List.of(4)),
                new Load(1, f),
                new Apply(ScalarFn.MUL, f, List.of(0, 6)),
                new RowReduce(ScalarFn.ADD, 7, f),
                new Expression.Index(1, f),
                new RowReduce(ScalarFn.MAX, 9, f),
                new Expression.Index(0, f),
                new Apply(ScalarFn.MIN, f, List.of(11, 0)),
                new RowReduce(ScalarFn.MIN, 12, f)));
    Loop loop =
        new Loop(
            new long[] {columns, runs},
            1,
            List.of(new Access(0, f, 0, 1, columns), new Access(1, f, 0, 0, 1)),
            body,
            List.of(
                new Loop.Store(new Access(2, f, 0, 1, 0), 5),
                new Loop.Store(new Access(3, f, 0, 1, 0), 8),
                new Loop.Store(new Access(4, f, 0, 1, 0), 10),
                new Loop.Store(new Access(5, f, 0, 1, 0), 13)));
    Buffer perColumn = new Buffer(f, columns);
    List<Buffer> buffers =
        List.of(
            new Buffer(f, runs * columns),
            new Buffer(f, runs),
            perColumn,
            perColumn,
            perColumn,
            perColumn);
    new Comparison("log sum exp " + loop, buffers, 2, loop, 1 << 12)
        .with((random, dtype, buffer) -> 1 + random.nextDouble())
        .check();
  }

  @Test
  void softmaxOfRowsAndOfColumns() {
    softmax(new long[] {5, 100}, 100, 1);
    softmax(new long[] {3, 1}, 1, 1);
    softmax(new long[] {100, 5}, 1, 100);
    softmax(new long[] {2000, 7}, 1, 2000);
  }

  private static void softmax(long[] extents, long... strides) {
    DType f = DType.F32;
    Expression body =
        new Expression(
            List.of(
                new Load(0, f),
                new RowReduce(ScalarFn.MAX, 0, f),
                new Apply(ScalarFn.SUB, f, List.of(0, 1)),
                new Apply(ScalarFn.EXP, f, List.of(2)),
                new RowReduce(ScalarFn.ADD, 3, f),
                new Apply(ScalarFn.DIV, f, List.of(3, 4)),
                new Apply(ScalarFn.LOG, f, List.of(4))));
    long size = extents[0] * extents[1];
    Loop loop =
        new Loop(
            extents,
            1,
            List.of(new Access(0, f, 0, strides)),
            body,
            List.of(
                new Loop.Store(new Access(1, f, 0, strides), 5),
                new Loop.Store(new Access(2, f, 0, 1, 0), 6)));
    List<Buffer> buffers =
        List.of(new Buffer(f, size), new Buffer(f, size), new Buffer(f, extents[0]));
    new Comparison("softmax " + loop, buffers, 1, loop, 32).with(Comparison::finite).check();
  }
}
