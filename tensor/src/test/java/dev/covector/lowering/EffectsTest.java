package dev.covector.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.Kernel;
import dev.covector.lax.Lax;
import dev.covector.op.Callback;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private static final TensorType X = TensorType.of(DType.F32, 3);

  private static List<Kernel> kernels(Graph graph) {
    return Compilation.program(graph).kernels();
  }

  @Test
  void printsKeepTheirOrderThoughNothingReadsThem() {
    Graph graph =
        GraphTrace.stage(
                "prints",
                List.of(X),
                in -> {
                  Tensor y = Lax.sin(in.getFirst());
                  // the first waits for a computation, the second does not
                  Trace.bind(new Callback.DebugPrint("first {}", List.of()), List.of(y));
                  Trace.bind(new Callback.DebugPrint("second {}", List.of()), in);
                  Trace.bind(new Callback.DebugPrint("second {}", List.of()), in);
                  return List.of(Lax.cos(y));
                })
            .graph();
    List<String> printed =
        kernels(graph).stream()
            .filter(HostCall.class::isInstance)
            .map(k -> ((CallbackCode) ((HostCall) k).code()).callback())
            .map(c -> ((Callback.DebugPrint) c).format())
            .toList();
    assertEquals(List.of("first {}", "second {}", "second {}"), printed);
  }

  @Test
  void programsAreReadable() {
    Graph graph =
        GraphTrace.stage(
                "sum",
                List.of(TensorType.of(DType.F32, 2, 3)),
                in -> List.of(Lax.reduceSum(Lax.sin(in.getFirst()), List.of(1))))
            .graph();
    assertEquals(
        """
        program (%0:f32[6]) -> (%1)
          loop [2, 3] row 1
            0:f32 = %0:f32[3 1]
            1:f32 = sin 0
            2:f32 = row add 1
            %1:f32[1 0] = 2""",
        Compilation.program(graph).toString());
  }
}
