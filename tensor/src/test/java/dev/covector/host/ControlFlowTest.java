package dev.covector.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.kernel.Access;
import dev.covector.kernel.Control;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Program;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFlowTest {
  /** (a, b) -> (b, a + b), and b as a slice. */
  private static Program fibonacci() {
    Run run = new Run();
    int a = run.input(DType.F32, 1);
    int b = run.input(DType.F32, 1);
    int sum = run.buffer(DType.F32, 1);
    int slice = run.buffer(DType.F32, 1);
    return run.apply(ScalarFn.ADD, sum, a, b).copy(slice, b).outputs(b, sum, slice).program();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 9})
  void repeatSwapsTheCarry(long length) {
    Run run = new Run();
    int a = run.input(DType.F32, 1);
    int b = run.input(DType.F32, 1);
    int x = run.buffer(DType.F32, 1);
    int y = run.buffer(DType.F32, 1);
    int all = run.buffer(DType.F32, length);
    run.then(
        new Control.Repeat(
            length,
            false,
            fibonacci(),
            List.of(),
            List.of(a, b),
            List.of(),
            List.of(x, y),
            List.of(all)));
    DeviceBuffer[] out = run.outputs(x, y, all).run(Run.of(0f), Run.of(1f));
    float[] expected = new float[(int) length];
    float p = 0;
    float q = 1;
    for (int i = 0; i < length; i++) {
      expected[i] = q;
      float next = p + q;
      p = q;
      q = next;
    }
    assertArrayEquals(new float[] {p}, Run.floats(out[0]));
    assertArrayEquals(new float[] {q}, Run.floats(out[1]));
    assertArrayEquals(expected, Run.floats(out[2]));
  }

  @Test
  void repeatReadsSlicesInReverseAndKeepsAnUnchangedCarry() {
    Run body = new Run();
    int factor = body.input(DType.F32, 2);
    int kept = body.input(DType.F32, 2);
    int sum = body.input(DType.F32, 2);
    int slice = body.input(DType.F32, 2);
    int product = body.buffer(DType.F32, 2);
    int next = body.buffer(DType.F32, 2);
    int seen = body.buffer(DType.F32, 2);
    body.apply(ScalarFn.MUL, product, slice, factor)
        .apply(ScalarFn.ADD, next, sum, product)
        .apply(ScalarFn.ADD, seen, next, kept)
        .outputs(kept, next, seen);
    Run run = new Run();
    int f = run.input(DType.F32, 2);
    int zero = run.input(DType.F32, 2);
    int xs = run.input(DType.F32, 6);
    int keptOut = run.buffer(DType.F32, 2);
    int total = run.buffer(DType.F32, 2);
    int ys = run.buffer(DType.F32, 6);
    run.then(
        new Control.Repeat(
            3,
            true,
            body.program(),
            List.of(f),
            List.of(f, zero),
            List.of(xs),
            List.of(keptOut, total),
            List.of(ys)));
    DeviceBuffer[] out =
        run.outputs(keptOut, total, ys)
            .run(Run.of(10f, 1f), Run.of(0f, 0f), Run.of(1f, 2f, 3f, 4f, 5f, 6f));
    assertArrayEquals(new float[] {10, 1}, Run.floats(out[0]));
    assertArrayEquals(new float[] {90, 12}, Run.floats(out[1]));
    assertArrayEquals(new float[] {100, 13, 90, 11, 60, 7}, Run.floats(out[2]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void whileCountsToItsLimit(int limit) {
    Run condition = new Run();
    int bound = condition.input(DType.I32, 1);
    int i = condition.input(DType.I32, 1);
    condition.input(DType.F32, 1);
    int less = condition.buffer(DType.BOOL, 1);
    condition.apply(ScalarFn.LT, less, i, bound).outputs(less);
    Run body = new Run();
    int one = body.input(DType.I32, 1);
    int two = body.input(DType.F32, 1);
    int count = body.input(DType.I32, 1);
    int value = body.input(DType.F32, 1);
    int nextCount = body.buffer(DType.I32, 1);
    int nextValue = body.buffer(DType.F32, 1);
    body.apply(ScalarFn.ADD, nextCount, count, one)
        .apply(ScalarFn.MUL, nextValue, value, two)
        .outputs(nextCount, nextValue);
    Run run = new Run();
    int n = run.input(DType.I32, 1);
    int o = run.input(DType.I32, 1);
    int t = run.input(DType.F32, 1);
    int start = run.input(DType.I32, 1);
    int first = run.input(DType.F32, 1);
    int end = run.buffer(DType.I32, 1);
    int last = run.buffer(DType.F32, 1);
    run.then(
        new Control.While(
            condition.program(),
            body.program(),
            List.of(n),
            List.of(o, t),
            List.of(start, first),
            List.of(end, last)));
    DeviceBuffer[] out =
        run.outputs(end, last).run(Run.of(limit), Run.of(1), Run.of(2f), Run.of(0), Run.of(3f));
    assertEquals(limit, Run.ints(out[0])[0]);
    assertEquals(3f * (1 << limit), Run.floats(out[1])[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, 0, 1, 5})
  void branchClampsItsIndex(int index) {
    Run negate = new Run();
    int x = negate.input(DType.F32, 2);
    int y = negate.buffer(DType.F32, 2);
    negate.apply(ScalarFn.NEG, y, x).outputs(y);
    Run same = new Run();
    same.outputs(same.input(DType.F32, 2));
    Run run = new Run();
    int which = run.input(DType.I32, 1);
    int in = run.input(DType.F32, 2);
    int out = run.buffer(DType.F32, 2);
    run.then(
        new Control.Branch(
            which, List.of(negate.program(), same.program()), List.of(in), List.of(out)));
    float sign = index <= 0 ? -1 : 1;
    assertArrayEquals(
        new float[] {sign, 2 * sign},
        Run.floats(run.outputs(out).run(Run.of(index), Run.of(1f, 2f))[0]));
  }

  @Test
  void aScatterIntoADyingCarryIsDoneInPlace() {
    Run body = new Run();
    int carry = body.input(DType.F32, 4);
    int at = body.input(DType.I32, 1);
    int value = body.input(DType.F32, 1);
    int copy = body.buffer(DType.F32, 4);
    body.copy(copy, carry)
        .then(
            new Scatter(
                new long[] {1},
                new Access(value, DType.F32, 0, 0),
                new Access(
                    copy,
                    DType.F32,
                    0,
                    new long[] {0},
                    List.of(
                        new DynamicIndex(
                            new Access(at, DType.I32, 0, 0), 1, 3, DynamicIndex.Bounds.DROP))),
                Scatter.Combine.ADD))
        .outputs(copy);
    BufferPlan plan =
        CompiledProgram.of(body.program(), kernel -> buffers -> {}, HostMemory.shared())
            .plan(Carry.donation(3, 0, 1));
    assertEquals(new BufferPlan.Place.Input(0), plan.place(copy));
    Run run = new Run();
    int initial = run.input(DType.F32, 4);
    int ats = run.input(DType.I32, 3);
    int values = run.input(DType.F32, 3);
    int result = run.buffer(DType.F32, 4);
    run.then(
        new Control.Repeat(
            3,
            false,
            body.program(),
            List.of(),
            List.of(initial),
            List.of(ats, values),
            List.of(result),
            List.of()));
    DeviceBuffer input = Run.of(0f, 0f, 0f, 1f);
    float[] out =
        Run.floats(run.outputs(result).run(input, Run.of(3, 1, 9), Run.of(5f, 6f, 7f))[0]);
    assertArrayEquals(new float[] {0, 6, 0, 6}, out);
    assertArrayEquals(new float[] {0, 0, 0, 1}, Run.floats(input));
  }
}
