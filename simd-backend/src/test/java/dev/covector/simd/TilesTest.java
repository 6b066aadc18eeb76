package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Operands that pass through scratch memory: transposed, strided, in short rows, kept. */
final class TilesTest {
  private static final DType F = DType.F32;

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"BOOL", "I8", "F16", "BF16", "I32", "U32", "F32", "I64", "F64"})
  void transposedCopies(DType dtype) {
    for (long[] size : new long[][] {{1, 9}, {8, 8}, {37, 53}, {300, 257}, {5, 1000}, {1000, 3}}) {
      Loop loop =
          loop(
              size,
              0,
              List.of(new Access(0, dtype, 0, 1, size[0])),
              List.of(new Load(0, dtype)),
              new Loop.Store(new Access(1, dtype, 0, size[1], 1), 0));
      check(loop, 1, 0, dtype, size[0] * size[1], size[0] * size[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "129, 64", "200, 333", "9, 2000"})
  void transposedOperandsOfLargerExpressions(int rows, int columns) {
    List<Node> body =
        List.of(
            new Load(0, F),
            new Load(1, F),
            new Apply(ScalarFn.EXP, F, List.of(0)),
            new Apply(ScalarFn.MUL, F, List.of(2, 1)),
            new Load(2, F),
            new Apply(ScalarFn.ADD, F, List.of(3, 4)));
    Loop loop =
        loop(
            new long[] {3, rows, columns},
            0,
            List.of(
                new Access(0, F, 0, (long) rows * columns, 1, rows),
                new Access(1, F, 0, (long) rows * columns, columns, 1),
                new Access(2, F, 0, 0, 0, 1)),
            body,
            new Loop.Store(new Access(3, F, 0, (long) rows * columns, columns, 1), 5),
            new Loop.Store(new Access(4, F, 0, (long) rows * columns, 1, rows), 3));
    long size = 3L * rows * columns;
    new Comparison("" + loop, buffers(F, size, size, columns, size, size), 3, loop, 8)
        .with((random, d, b) -> random.nextDouble())
        .check();
  }

  @ParameterizedTest
  @CsvSource({"24, 20", "700, 300", "1500, 900"})
  void sumsOverTransposedAndPlainOperands(int rows, int columns) {
    List<Node> body =
        List.of(
            new Load(0, F),
            new Load(1, F),
            new Apply(ScalarFn.MAX, F, List.of(0, 1)),
            new RowReduce(ScalarFn.ADD, 2, F));
    Loop loop =
        loop(
            new long[] {rows, columns},
            2,
            List.of(new Access(0, F, 0, columns, 1), new Access(1, F, 0, 1, rows)),
            body,
            new Loop.Store(new Access(2, F, 0, 0, 0), 3));
    new Comparison(
            "" + loop, buffers(F, (long) rows * columns, (long) rows * columns, 1), 2, loop, 512)
        .with((random, d, b) -> random.nextDouble())
        .check();
  }

  @ParameterizedTest
  @CsvSource({"32, 1, 1", "33, 3, 3", "1000, 10, 10", "4097, 32, 40", "200, 33, 33", "31, 10, 10"})
  void softmaxOfShortRows(int rows, int columns, int pitch) {
    for (DType dtype : List.of(DType.F32, DType.F64, DType.BF16)) {
      softmax(dtype, rows, columns, pitch, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 4000", "2, 65536", "2, 70000", "40, 129"})
  void softmaxKeepsItsExponentials(int rows, int columns) {
    softmax(F, rows, columns, columns, 1);
    softmax(F, rows, columns, 1, rows);
  }

  private static void softmax(DType dtype, int rows, int columns, long down, long along) {
    DType wide = dtype == DType.F64 ? DType.F64 : DType.F32;
    List<Node> body =
        List.of(
            new Load(0, dtype),
            new Load(1, dtype),
            new Apply(ScalarFn.ADD, dtype, List.of(0, 1)),
            new Expression.Convert(2, wide),
            new RowReduce(ScalarFn.MAX, 3, wide),
            new Apply(ScalarFn.SUB, wide, List.of(3, 4)),
            new Apply(ScalarFn.EXP, wide, List.of(5)),
            new RowReduce(ScalarFn.ADD, 6, wide),
            new Load(2, wide),
            new Apply(ScalarFn.MUL, wide, List.of(7, 8)),
            new Apply(ScalarFn.DIV, wide, List.of(6, 9)),
            new Expression.Convert(10, dtype),
            new Apply(ScalarFn.LOG, wide, List.of(9)));
    if (dtype == wide) {
      body = withoutConversions(body);
    }
    int last = body.size() - 1;
    Loop loop =
        loop(
            new long[] {rows, columns},
            1,
            List.of(
                new Access(0, dtype, 0, down, along),
                new Access(1, dtype, 0, 0, 1),
                new Access(2, wide, 0, 1, 0)),
            body,
            new Loop.Store(new Access(3, dtype, 0, columns, 1), last - 1),
            new Loop.Store(new Access(4, wide, 0, 1, 0), last));
    long size = (rows - 1) * down + (columns - 1) * along + 1;
    List<Buffer> buffers =
        List.of(
            new Buffer(dtype, size),
            new Buffer(dtype, columns),
            new Buffer(wide, rows),
            new Buffer(dtype, (long) rows * columns),
            new Buffer(wide, rows));
    new Comparison("softmax " + loop, buffers, 3, loop, 64)
        .with((random, d, b) -> b == 2 ? 1 + random.nextDouble() : random.nextGaussian())
        .check();
  }

  /** The same body where the conversions of the first and the last value do nothing. */
  private static List<Node> withoutConversions(List<Node> body) {
    DType dtype = body.get(0).dtype();
    return List.of(
        body.get(0),
        body.get(1),
        body.get(2),
        new RowReduce(ScalarFn.MAX, 2, dtype),
        new Apply(ScalarFn.SUB, dtype, List.of(2, 3)),
        new Apply(ScalarFn.EXP, dtype, List.of(4)),
        new RowReduce(ScalarFn.ADD, 5, dtype),
        new Load(2, dtype),
        new Apply(ScalarFn.MUL, dtype, List.of(6, 7)),
        new Apply(ScalarFn.DIV, dtype, List.of(5, 8)),
        new Apply(ScalarFn.LOG, dtype, List.of(8)));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"BOOL", "U8", "I32", "U64"})
  void maximaOfShortRows(DType dtype) {
    Loop loop =
        loop(
            new long[] {500, 7},
            1,
            List.of(new Access(0, dtype, 0, 7, 1)),
            List.of(new Load(0, dtype), new RowReduce(ScalarFn.MAX, 0, dtype)),
            new Loop.Store(new Access(1, dtype, 0, 1, 0), 1));
    check(loop, 1, 0, dtype, 3500, 500);
  }

  @Test
  void reversedAndEverySecond() {
    List<Node> dear = List.of(new Load(0, F), new Apply(ScalarFn.EXP, F, List.of(0)));
    for (long count : new long[] {1, 2, 100, 5000}) {
      Loop reversed =
          loop(
              new long[] {count},
              0,
              List.of(new Access(0, F, count - 1, -1)),
              dear,
              new Loop.Store(new Access(1, F, 0, 1), 1));
      check(reversed, 1, 4, F, count, count);
      Loop second =
          loop(
              new long[] {3, count},
              0,
              List.of(new Access(0, F, 1, 2 * count, 2)),
              dear,
              new Loop.Store(new Access(1, F, 0, 2 * count, 2), 1),
              new Loop.Store(new Access(1, F, 1, 2 * count, 2), 0));
      check(second, 1, 4, F, 6 * count, 6 * count);
    }
  }

  @Test
  void loopsOverTilesHaveVectors() {
    Loop transposed =
        loop(
            new long[] {100, 100},
            0,
            List.of(new Access(0, F, 0, 1, 100)),
            List.of(new Load(0, F), new Apply(ScalarFn.NEG, F, List.of(0))),
            new Loop.Store(new Access(1, F, 0, 100, 1), 1));
    LoopPlan plan = LoopPlan.of(transposed);
    assertEquals(List.of(0), plan.tile().orElseThrow().sources());
    assertTrue(new LoopGenerator(plan.key()).vector().isPresent());
  }

  private static Loop loop(
      long[] extents, int rowRank, List<Access> reads, List<Node> body, Loop.Store... stores) {
    return new Loop(extents, rowRank, reads, new Expression(body), List.of(stores));
  }

  private static List<Buffer> buffers(DType dtype, long... sizes) {
    return Arrays.stream(sizes).mapToObj(n -> new Buffer(dtype, n)).toList();
  }

  private static void check(Loop loop, int inputs, double tolerance, DType dtype, long... sizes) {
    new Comparison("" + loop, buffers(dtype, sizes), inputs, loop, tolerance).check();
  }
}
