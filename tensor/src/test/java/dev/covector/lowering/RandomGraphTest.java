package dev.covector.lowering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.backend.Backend;
import dev.covector.backend.DeviceBuffer;
import dev.covector.graph.Graph;
import dev.covector.graph.Passes;
import dev.covector.kernel.Program;
import dev.covector.kernel.ProgramChecker;
import dev.covector.trace.Backends;
import dev.covector.trace.ConcreteTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fused and unfused programs of random graphs against their evaluation by definition. */
class RandomGraphTest {
  private static final int GRAPHS = Integer.getInteger("covector.randomGraphs", 300);

  @Test
  void fusedProgramsComputeWhatTheirGraphsSay() {
    Defaults.onBackend(
        "reference",
        () -> {
          int fused = 0;
          int unfused = 0;
          for (int seed = 0; seed < GRAPHS; seed++) {
            Random random = new Random(seed);
            Graph graph = RandomGraph.of(random, 3 + seed % 40);
            List<Tensor> in =
                graph.inputs().stream().map(v -> Values.random(v.type(), random)).toList();
            List<double[]> expected =
                PlainEvaluation.run(graph, in.stream().map(Values::array).toList());
            Program joined = Compilation.program(graph);
            Program apart = Lowering.lowerUnfused(Passes.run(graph));
            ProgramChecker.check(joined);
            ProgramChecker.check(apart);
            String message = "seed " + seed + "\n" + graph + "\n" + joined;
            compare(expected, run(apart, graph, in), message);
            compare(expected, run(joined, graph, in), message);
            fused += joined.kernels().size();
            unfused += apart.kernels().size();
          }
          assertTrue(2 * fused < unfused, fused + " of " + unfused);
          return null;
        });
  }

  private static void compare(List<double[]> expected, List<double[]> actual, String message) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), 1e-3, message);
    }
  }

  private static List<double[]> run(Program program, Graph graph, List<Tensor> in) {
    Backend backend = Backends.current();
    DeviceBuffer[] buffers =
        in.stream().map(t -> ((ConcreteTensor) t).buffer()).toArray(DeviceBuffer[]::new);
    DeviceBuffer[] out = backend.compile(program).run(buffers, null);
    List<double[]> values = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      values.add(Values.array(ConcreteTensor.of(graph.outputs().get(i).type(), out[i])));
    }
    return values;
  }
}
