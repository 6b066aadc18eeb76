package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Scatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of runs and scatters of all shapes against the reference. */
final class IndexedRowsTest {
  private static final int PLACES = 50;

  private static double values(Random random, DType dtype, int buffer) {
    return dtype == DType.I32 && buffer == 1
        ? random.nextInt(-3, PLACES + 3)
        : Comparison.finite(random, dtype, buffer);
  }

  private static Access indexed(
      int buffer, DType dtype, long width, DynamicIndex.Bounds bounds, long... strides) {
    long[] index = new long[strides.length];
    index[0] = 1;
    Access at = new Access(1, DType.I32, 0, index);
    return new Access(
        buffer, dtype, 0, strides, List.of(new DynamicIndex(at, width, PLACES - 1, bounds)));
  }

  private static void gather(DType dtype, int rows, int width) {
    Loop loop =
        new Loop(
            new long[] {rows, width},
            0,
            List.of(indexed(0, dtype, width, DynamicIndex.Bounds.CLIP, 0, 1)),
            new Expression(List.of(new Load(0, dtype))),
            List.of(new Loop.Store(new Access(2, dtype, 0, width, 1), 0)));
    List<Buffer> buffers =
        List.of(
            new Buffer(dtype, (long) PLACES * width),
            new Buffer(DType.I32, rows),
            new Buffer(dtype, (long) rows * width));
    new Comparison("gather " + dtype + " " + rows + "x" + width, buffers, 2, loop, 0)
        .with(IndexedRowsTest::values)
        .check();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 16, 17, 100})
  void rowsOfAnyWidthAreGathered(int width) {
    gather(DType.F32, 0, width);
    gather(DType.F32, 1, width);
    gather(DType.BF16, 7, width);
    gather(DType.F64, 33, width);
    gather(DType.I8, 33, width);
    gather(DType.F32, 6000, width);
  }

  /** Updates of windows [rows, a, b] into [PLACES, b, a]: the target is walked in another order. */
  private static void scatter(DType dtype, Scatter.Combine combine, int rows, int a, int b) {
    long width = (long) a * b;
    Access target = indexed(2, dtype, width, DynamicIndex.Bounds.DROP, 0, 1, a);
    Access straight = indexed(2, dtype, width, DynamicIndex.Bounds.DROP, 0, b, 1);
    for (Access to : List.of(target, straight)) {
      Scatter kernel =
          new Scatter(new long[] {rows, a, b}, new Access(0, dtype, 0, width, b, 1), to, combine);
      Loop fill =
          new Loop(
              new long[] {PLACES * width},
              0,
              List.of(new Access(3, dtype, 0, 1)),
              new Expression(List.of(new Load(0, dtype))),
              List.of(new Loop.Store(new Access(2, dtype, 0, 1), 0)));
      // the order of buffers: updates, indices, old values as inputs, then the target
      Loop first = withBuffers(fill, 2, 3);
      Scatter second =
          new Scatter(kernel.extents(), kernel.updates(), kernel.target().withBuffer(3), combine);
      List<Buffer> buffers =
          List.of(
              new Buffer(dtype, rows * width),
              new Buffer(DType.I32, rows),
              new Buffer(dtype, PLACES * width),
              new Buffer(dtype, PLACES * width));
      new Comparison(combine + " " + dtype + " " + rows + " " + to, buffers, 3, first, 0)
          .then(second)
          .with(IndexedRowsTest::values)
          .check();
    }
  }

  private static Loop withBuffers(Loop loop, int source, int target) {
    return new Loop(
        loop.extents(),
        0,
        List.of(loop.accesses().getFirst().withBuffer(source)),
        loop.body(),
        List.of(new Loop.Store(loop.stores().getFirst().target().withBuffer(target), 0)));
  }

  @ParameterizedTest
  @EnumSource(Scatter.Combine.class)
  void windowsMeetInTheOrderOfTheUpdates(Scatter.Combine combine) {
    for (DType dtype :
        List.of(DType.F32, DType.F64, DType.BF16, DType.F16, DType.I32, DType.U8, DType.U64)) {
      scatter(dtype, combine, 200, 3, 5);
    }
    scatter(DType.F32, combine, 1, 1, 1);
    scatter(DType.F32, combine, 0, 2, 2);
    scatter(DType.F32, combine, 5, 9, 37);
    // cut among workers
    scatter(DType.F32, combine, 20_000, 1, 1);
    scatter(DType.F32, combine, 2_000, 4, 37);
  }
}
