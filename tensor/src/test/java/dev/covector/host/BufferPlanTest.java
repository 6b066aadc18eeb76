package dev.covector.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.kernel.BufferUse;
import dev.covector.kernel.Program;
import dev.covector.kernel.ProgramChecker;
import dev.covector.kernel.ScalarFn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BufferPlanTest {
  private static final int SIZES = 3;

  /** A random program of elementwise steps over buffers of a few sizes. */
  private static Run random(Random random, List<Integer> made) {
    Run run = new Run();
    for (int s = 1; s <= SIZES; s++) {
      made.add(run.input(DType.F32, 8L * s));
      made.add(run.input(DType.F32, 8L * s));
    }
    for (int i = 0; i < 30; i++) {
      int size = 1 + random.nextInt(SIZES);
      List<Integer> same = new ArrayList<>();
      for (int b : made) {
        if (run.program().buffers().get(b).elements() == 8L * size) {
          same.add(b);
        }
      }
      int x = same.get(random.nextInt(same.size()));
      int y = same.get(random.nextInt(same.size()));
      int target = run.buffer(DType.F32, 8L * size);
      run.apply(random.nextBoolean() ? ScalarFn.SUB : ScalarFn.MAX, target, x, y);
      made.add(target);
    }
    for (int i = 0; i < 4; i++) {
      run.outputs(made.get(random.nextInt(made.size())));
    }
    return run;
  }

  @Test
  void noTwoLiveTemporariesOverlap() {
    for (int seed = 0; seed < 300; seed++) {
      Program program = random(new Random(seed), new ArrayList<>()).program();
      ProgramChecker.check(program);
      int count = program.kernels().size();
      long[] workspaces = new Random(seed).longs(count, 0, 200).toArray();
      BufferPlan plan = BufferPlan.of(program, workspaces, new int[] {-1, -1, -1, -1, -1, -1});
      int[] first = new int[program.buffers().size()];
      int[] last = new int[program.buffers().size()];
      Arrays.fill(first, count);
      for (int t = 0; t < count; t++) {
        for (int b : BufferUse.of(program.kernels().get(t)).writes()) {
          first[b] = Math.min(first[b], t);
          last[b] = t;
        }
        for (int b : BufferUse.of(program.kernels().get(t)).reads()) {
          last[b] = t;
        }
      }
      for (int a = 0; a < first.length; a++) {
        if (!(plan.place(a) instanceof BufferPlan.Place.Arena(long offset))) {
          continue;
        }
        assertTrue(!program.outputs().contains(a));
        long end = offset + program.buffers().get(a).byteSize();
        assertTrue(end <= plan.arenaBytes());
        for (int b = 0; b < a; b++) {
          if (plan.place(b) instanceof BufferPlan.Place.Arena(long other)
              && first[a] < last[b]
              && first[b] < last[a]) {
            long otherEnd = other + program.buffers().get(b).byteSize();
            assertTrue(end <= other || otherEnd <= offset, "seed " + seed);
          }
        }
        for (int t = first[a]; t <= last[a]; t++) {
          long w = plan.workspace(t);
          assertTrue(end <= w || w + workspaces[t] <= offset, "seed " + seed);
        }
      }
    }
  }

  @Test
  void plansAndDonationsDoNotChangeResults() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Integer> made = new ArrayList<>();
      Run run = random(random, made);
      Program program = run.program();
      // every buffer as an output is a run without any reuse
      Run all = random(new Random(seed), new ArrayList<>());
      made.forEach(all::outputs);
      DeviceBuffer[] inputs = inputs(seed);
      DeviceBuffer[] expected = all.run(inputs);
      boolean[] donated = new boolean[6];
      for (int i = 0; i < 6; i++) {
        donated[i] = random.nextBoolean();
      }
      HostExecutable executable = (HostExecutable) run.compile();
      DeviceBuffer[] plain = executable.run(inputs(seed), null);
      DeviceBuffer[] given = executable.run(inputs(seed), donated);
      for (int o = 0; o < plain.length; o++) {
        int at = 4 + made.indexOf(program.outputs().get(o));
        assertArrayEquals(Run.floats(expected[at]), Run.floats(plain[o]), "seed " + seed);
        assertArrayEquals(Run.floats(expected[at]), Run.floats(given[o]), "seed " + seed);
      }
    }
  }

  private static DeviceBuffer[] inputs(int seed) {
    DeviceBuffer[] inputs = new DeviceBuffer[6];
    for (int i = 0; i < 6; i++) {
      float[] values = new float[8 * (1 + i / 2)];
      Random random = new Random(seed * 31L + i);
      for (int j = 0; j < values.length; j++) {
        values[j] = random.nextInt(100);
      }
      inputs[i] = Run.of(values);
    }
    return inputs;
  }

  @Test
  void aChainRunsInPlaceInItsOutput() {
    Run run = new Run();
    int x = run.input(DType.F32, 8);
    int previous = x;
    for (int i = 0; i < 5; i++) {
      int next = run.buffer(DType.F32, 8);
      run.apply(ScalarFn.NEG, next, previous);
      previous = next;
    }
    BufferPlan plan = BufferPlan.of(run.outputs(previous).program(), new long[5], new int[] {-1});
    assertEquals(0, plan.arenaBytes());
    assertEquals(new BufferPlan.Place.Output(0), plan.place(1));
  }
}
