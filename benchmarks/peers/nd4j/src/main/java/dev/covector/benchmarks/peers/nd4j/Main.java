package dev.covector.benchmarks.peers.nd4j;

import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Hash;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.PeerServer;
import dev.covector.benchmarks.protocol.Work;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** ND4J's process. Calls run in a workspace, without which its elementwise operations are slow. */
public final class Main {
  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .build();

  private Main() {}

  /** Serves the harness on the standard streams. */
  public static void main(String[] args) throws IOException {
    new PeerServer("nd4j", "1.0.0-M2.1", Main::row).serve();
  }

  private static Optional<Work> row(String name) {
    return switch (name) {
      case "softmax_1024x1024" -> {
        INDArray x = uniform(1, -3, 3, 1024, 1024);
        yield Optional.of(new Call(() -> Transforms.softmax(x, true)));
      }
      case "sum_1M" -> {
        INDArray x = uniform(1, -1, 1, 1_000_000);
        yield Optional.of(new Call(() -> x.sum()));
      }
      case "mean_axis0_4096x1024" -> {
        INDArray x = uniform(1, -1, 1, 4096, 1024);
        yield Optional.of(new Call(() -> x.mean(0)));
      }
      case "matmul_64", "matmul_128", "matmul_256", "matmul_512", "matmul_1024", "matmul_2048" -> {
        long n = Long.parseLong(name.substring("matmul_".length()));
        yield Optional.of(product(n, n, n));
      }
      case "matmul_tall_100000x32x32" -> Optional.of(product(100_000, 32, 32));
      case "tiny_eager_add" -> {
        INDArray a = uniform(1, -1, 1, 3);
        INDArray b = uniform(2, -1, 1, 3);
        yield Optional.of(new Call(() -> a.add(b)));
      }
      default -> Optional.empty();
    };
  }

  private static INDArray uniform(int seed, double low, double high, long... shape) {
    long n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Nd4j.createFromArray(Hash.uniform(seed, (int) n, low, high)).reshape(shape);
  }

  private static Work product(long rows, long inner, long columns) {
    INDArray a = uniform(1, -1, 1, rows, inner);
    INDArray b = uniform(2, -1, 1, inner, columns);
    return new Call(() -> a.mmul(b));
  }

  /** A call whose result lives in the workspace. */
  private record Call(Supplier<INDArray> function) implements Work {
    @Override
    public FirstCall check() {
      long start = System.nanoTime();
      INDArray result = function.get();
      double milliseconds = (System.nanoTime() - start) / 1e6;
      // products are stored by columns: the elements are read in row-major order
      float[] floats = result.dup('c').data().asFloat();
      double[] elements = new double[floats.length];
      Arrays.setAll(elements, i -> floats[i]);
      List<Integer> shape = Arrays.stream(result.shape()).mapToObj(Math::toIntExact).toList();
      return new FirstCall(milliseconds, List.of(Output.of("f32", shape, elements)));
    }

    @Override
    public void run(int calls) {
      for (int i = 0; i < calls; i++) {
        MemoryWorkspace scope =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(WORKSPACE, "BENCH");
        try {
          function.get();
        } finally {
          scope.close();
        }
      }
    }
  }
}
