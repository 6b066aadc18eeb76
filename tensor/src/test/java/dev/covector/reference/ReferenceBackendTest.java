package dev.covector.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.host.Run;
import dev.covector.kernel.Access;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ReferenceBackendTest {
  private static final float NAN = Float.NaN;

  private static Access f32(int buffer, long offset, long... strides) {
    return new Access(buffer, DType.F32, offset, strides);
  }

  private static Access i32(int buffer, long... strides) {
    return new Access(buffer, DType.I32, 0, strides);
  }

  @Test
  void isFoundAsAService() {
    assertEquals(
        1,
        ServiceLoader.load(dev.covector.backend.Backend.class).stream()
            .filter(p -> p.type() == ReferenceBackend.class)
            .count());
  }

  @Test
  void softmaxIsOneLoop() {
    Run run = new Run();
    int x = run.input(DType.F32, 6);
    int y = run.buffer(DType.F32, 6);
    int most = run.buffer(DType.F32, 2);
    List<Expression.Node> nodes =
        List.of(
            new Expression.Load(0, DType.F32),
            new Expression.RowReduce(ScalarFn.MAX, 0, DType.F32),
            new Expression.Apply(ScalarFn.SUB, DType.F32, List.of(0, 1)),
            new Expression.Apply(ScalarFn.EXP, DType.F32, List.of(2)),
            new Expression.RowReduce(ScalarFn.ADD, 3, DType.F32),
            new Expression.Apply(ScalarFn.DIV, DType.F32, List.of(3, 4)));
    run.then(
        new Loop(
            new long[] {2, 3},
            1,
            List.of(f32(x, 0, 3, 1)),
            new Expression(nodes),
            List.of(new Loop.Store(f32(y, 0, 3, 1), 5), new Loop.Store(f32(most, 0, 1, 0), 1))));
    var out = run.outputs(y, most).run(Run.of(0f, 0f, 0f, 1f, 2f, 3f));
    assertArrayEquals(
        new float[] {1 / 3f, 1 / 3f, 1 / 3f, 0.09003057f, 0.24472848f, 0.66524094f},
        Run.floats(out[0]),
        1e-7f);
    assertArrayEquals(new float[] {0, 3}, Run.floats(out[1]));
  }

  @Test
  void anEmptyRowReducesToTheIdentity() {
    Run run = new Run();
    int x = run.input(DType.F32, 0);
    int y = run.buffer(DType.F32, 2);
    run.then(
        new Loop(
            new long[] {2, 0},
            1,
            List.of(f32(x, 0, 0, 1)),
            new Expression(
                List.of(
                    new Expression.Load(0, DType.F32),
                    new Expression.RowReduce(ScalarFn.MAX, 0, DType.F32),
                    new Expression.Apply(ScalarFn.NEG, DType.F32, List.of(1)))),
            List.of(new Loop.Store(f32(y, 0, 1, 0), 2))));
    float infinity = Float.POSITIVE_INFINITY;
    assertArrayEquals(
        new float[] {infinity, infinity}, Run.floats(run.outputs(y).run(Run.of(new float[0]))[0]));
  }

  @Test
  void gatherClipsItsIndices() {
    Run run = new Run();
    int x = run.input(DType.F32, 6);
    int i = run.input(DType.I32, 4);
    int y = run.buffer(DType.F32, 8);
    Access rows =
        new Access(
            x,
            DType.F32,
            0,
            new long[] {0, 1},
            List.of(new DynamicIndex(i32(i, 1, 0), 2, 2, DynamicIndex.Bounds.CLIP)));
    run.then(
        new Loop(
            new long[] {4, 2},
            0,
            List.of(rows),
            new Expression(List.of(new Expression.Load(0, DType.F32))),
            List.of(new Loop.Store(f32(y, 0, 2, 1), 0))));
    var out = run.outputs(y).run(Run.of(0f, 1f, 10f, 11f, 20f, 21f), Run.of(1, -5, 7, 2));
    assertArrayEquals(new float[] {10, 11, 0, 1, 20, 21, 20, 21}, Run.floats(out[0]));
  }

  @Test
  void scatterDropsAndCombinesInOrder() {
    for (Scatter.Combine combine : Scatter.Combine.values()) {
      Run run = new Run();
      int x = run.input(DType.F32, 3);
      int i = run.input(DType.I32, 4);
      int u = run.input(DType.F32, 4);
      int y = run.buffer(DType.F32, 3);
      Access target =
          new Access(
              y,
              DType.F32,
              0,
              new long[] {0},
              List.of(new DynamicIndex(i32(i, 1), 1, 2, DynamicIndex.Bounds.DROP)));
      run.copy(y, x).then(new Scatter(new long[] {4}, f32(u, 0, 1), target, combine));
      float[] out =
          Run.floats(
              run.outputs(y)
                  .run(Run.of(1f, 2f, 3f), Run.of(0, 0, -1, 3), Run.of(5f, 4f, 9f, 9f))[0]);
      float expected =
          switch (combine) {
            case SET -> 4;
            case ADD -> 10;
            case MUL -> 20;
            case MIN -> 1;
            case MAX -> 5;
          };
      assertArrayEquals(new float[] {expected, 2, 3}, out, combine.toString());
    }
  }

  @Test
  void argReduceFindsTheFirstExtremeAndTheFirstNaN() {
    Run run = new Run();
    int x = run.input(DType.F32, 8);
    int y = run.buffer(DType.I32, 2);
    int z = run.buffer(DType.I32, 2);
    run.then(new ArgReduce(new long[] {2, 4}, true, f32(x, 0, 4, 1), i32(y, 1, 0)))
        .then(new ArgReduce(new long[] {2, 4}, false, f32(x, 0, 4, 1), i32(z, 1, 0)));
    var out = run.outputs(y, z).run(Run.of(1f, 7f, 7f, 1f, 0f, NAN, 9f, NAN));
    assertArrayEquals(new int[] {1, 1}, Run.ints(out[0]));
    assertArrayEquals(new int[] {0, 1}, Run.ints(out[1]));
  }

  @Test
  void cumulativeRunsEitherWay() {
    Run run = new Run();
    int x = run.input(DType.F32, 4);
    int y = run.buffer(DType.F32, 4);
    int z = run.buffer(DType.F32, 4);
    long[] extents = {4};
    run.then(new Cumulative(extents, ScalarFn.ADD, false, f32(x, 0, 1), f32(y, 0, 1)))
        .then(new Cumulative(extents, ScalarFn.MAX, true, f32(x, 0, 1), f32(z, 0, 1)));
    var out = run.outputs(y, z).run(Run.of(1f, 4f, 2f, 3f));
    assertArrayEquals(new float[] {1, 5, 7, 10}, Run.floats(out[0]));
    assertArrayEquals(new float[] {4, 4, 3, 3}, Run.floats(out[1]));
  }

  @Test
  void matmulIsBatchedAndStrided() {
    Run run = new Run();
    int a = run.input(DType.F32, 8);
    int b = run.input(DType.F32, 4);
    int c = run.buffer(DType.F32, 8);
    run.then(
        new Matmul(
            new long[] {2},
            2,
            2,
            2,
            f32(a, 0, 4, 2, 1),
            f32(b, 0, 0, 1, 2),
            f32(c, 0, 4, 2, 1),
            DType.F32));
    var out = run.outputs(c).run(Run.of(1f, 2f, 3f, 4f, 1f, 0f, 0f, 1f), Run.of(1f, 2f, 3f, 4f));
    assertArrayEquals(new float[] {5, 11, 11, 25, 1, 3, 2, 4}, Run.floats(out[0]));
  }

  @Test
  void sortIsStableAndPutsNaNLast() {
    Run run = new Run();
    int x = run.input(DType.F32, 5);
    int i = run.input(DType.I32, 5);
    int y = run.buffer(DType.F32, 5);
    int j = run.buffer(DType.I32, 5);
    run.then(
        new Sort(
            new long[] {5}, 1, List.of(f32(x, 0, 1), i32(i, 1)), List.of(f32(y, 0, 1), i32(j, 1))));
    var out = run.outputs(y, j).run(Run.of(NAN, 0f, -0f, -3f, 0f), Run.of(0, 1, 2, 3, 4));
    assertArrayEquals(new float[] {-3, 0, -0f, 0, NAN}, Run.floats(out[0]));
    assertArrayEquals(new int[] {3, 1, 2, 4, 0}, Run.ints(out[1]));
  }
}
