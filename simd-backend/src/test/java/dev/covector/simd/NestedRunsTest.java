package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short runs that generated code goes through by itself, against the reference. */
final class NestedRunsTest {
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64", "I32", "I64", "U8"})
  void outerProducts(DType dtype) {
    for (int count : new int[] {1, 7, 16, 33, 64, 1024, 1025}) {
      for (int runs : new int[] {1, 2, 5}) {
        new Comparison("outer", buffers(dtype, runs, count), 2, outer(dtype, runs, count), 0)
            .check();
      }
    }
  }

  @Test
  void severalTasks() {
    Loop loop = outer(DType.F32, 700, 33);
    new Comparison("outer", buffers(DType.F32, 700, 33), 2, loop, 0).check();
  }

  private static final int BATCH = 3;

  /** For each example the products of two rows, and which are greater than the row's number. */
  private static Loop outer(DType dtype, long runs, long count) {
    return new Loop(
        new long[] {BATCH, runs, count},
        0,
        List.of(new Access(0, dtype, 0, runs, 1, 0), new Access(1, dtype, 0, count, 0, 1)),
        new Expression(
            List.of(
                new Load(0, dtype),
                new Load(1, dtype),
                new Apply(ScalarFn.MUL, dtype, List.of(0, 1)),
                new Apply(ScalarFn.GT, DType.BOOL, List.of(2, 0)))),
        List.of(
            new Loop.Store(new Access(2, dtype, 0, runs * count, count, 1), 2),
            new Loop.Store(new Access(3, DType.BOOL, 0, runs * count, count, 1), 3)));
  }

  private static List<Buffer> buffers(DType dtype, long runs, long count) {
    return List.of(
        new Buffer(dtype, BATCH * runs),
        new Buffer(dtype, BATCH * count),
        new Buffer(dtype, BATCH * runs * count),
        new Buffer(DType.BOOL, BATCH * runs * count));
  }

  /** Rows of a matrix that lie apart, from the last to the first, with indices. */
  @Test
  void rowsThatAreApart() {
    for (int count : new int[] {5, 48, 100}) {
      Loop loop =
          new Loop(
              new long[] {40, count},
              0,
              List.of(
                  new Access(0, DType.F32, 39L * (count + 3), -(count + 3), 1),
                  new Access(1, DType.F32, 0, 1, 0)),
              new Expression(
                  List.of(
                      new Load(0, DType.F32),
                      new Load(1, DType.F32),
                      new Index(0, DType.F32),
                      new Index(1, DType.F32),
                      new Apply(ScalarFn.FMA, DType.F32, List.of(1, 3, 0)),
                      new Apply(ScalarFn.SUB, DType.F32, List.of(4, 2)))),
              List.of(new Loop.Store(new Access(2, DType.F32, 0, count, 1), 5)));
      List<Buffer> buffers =
          List.of(
              new Buffer(DType.F32, 40L * (count + 3)),
              new Buffer(DType.F32, 40),
              new Buffer(DType.F32, 40L * count));
      new Comparison("apart", buffers, 2, loop, 0).check();
    }
  }

  @Test
  void shortRunsAreNested() {
    assertEquals(VectorMode.isOn(), LoopPlan.of(outer(DType.F32, 5, 64)).key().nested());
    assertFalse(LoopPlan.of(outer(DType.F32, 5, 4096)).key().nested());
  }
}
