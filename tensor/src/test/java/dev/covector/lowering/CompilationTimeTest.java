package dev.covector.lowering;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.lax.Lax;
import dev.covector.op.JitCall;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import dev.covector.transform.GraphDerivative;
import dev.covector.transform.GraphTransposition;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tracing, differentiating and lowering grow linearly with the number of equations. */
@Tag("long")
class CompilationTimeTest {

  private static Tensor step(Tensor x, Tensor weights, int i) {
    return switch (i % 6) {
      case 0 -> Lax.sin(x);
      case 1 -> Lax.mul(x, weights);
      case 2 -> Lax.add(x, Lax.broadcastInDim(Lax.reduceSum(x, List.of(1)), x.shape(), 0));
      case 3 -> Lax.transpose(x, List.of(1, 0));
      case 4 -> Lax.dotGeneral(x, weights, List.of(1), List.of(0), List.of(), List.of());
      default -> Lax.tanh(x);
    };
  }

  /**
   * Seconds of this thread to trace, differentiate and lower a program of about so many equations.
   */
  private static double seconds(int equations) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    TensorType type = TensorType.of(DType.F32, 8, 8);
    Graph graph =
        GraphTrace.stage(
                "long",
                List.of(type, type),
                in -> {
                  Tensor x = in.get(0);
                  for (int i = 0; i < equations; i++) {
                    x = step(x, in.get(1), i);
                  }
                  return List.of(Lax.reduceSum(x, List.of(0, 1)));
                })
            .graph();
    GraphDerivative.Linearized parts = GraphDerivative.linearized(graph, List.of(true, true));
    int residuals = parts.primal().outputs().size() - 1;
    List<Boolean> linear =
        Stream.concat(Collections.nCopies(residuals, false).stream(), List.of(true, true).stream())
            .toList();
    Graph backward = GraphTransposition.transposed(parts.linear(), linear, List.of(true)).graph();
    Graph whole =
        GraphTrace.stage(
                "gradient",
                List.of(type, type),
                in -> {
                  List<Tensor> out = Trace.bind(new JitCall("forward", parts.primal()), in);
                  List<Tensor> operands = new ArrayList<>(out.subList(1, out.size()));
                  operands.add(Lax.fullLike(out.getFirst(), 1));
                  return Trace.bind(new JitCall("backward", backward), operands);
                })
            .graph();
    Compilation.program(whole);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }

  @Test
  void tenThousandEquationsCompileInLinearTime() {
    seconds(3_000); // warm up
    double small = Math.min(seconds(3_000), seconds(3_000));
    double large = Math.min(seconds(10_000), seconds(10_000));
    assertTrue(large < 5, "10,000 equations take " + large + " s");
    // 3.3 times the equations; the rest is room for a machine that is busy
    assertTrue(large < 12 * small, small + " s for 3,000 equations, " + large + " s for 10,000");
  }
}
