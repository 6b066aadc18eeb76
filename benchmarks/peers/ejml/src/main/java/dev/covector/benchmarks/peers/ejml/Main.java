package dev.covector.benchmarks.peers.ejml;

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
import org.ejml.EjmlVersion;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_FDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F32;

/** EJML's process: dense products and factorizations in f32, in parallel where it can. */
public final class Main {
  private Main() {}

  /** Serves the harness on the standard streams. */
  public static void main(String[] args) throws IOException {
    new PeerServer("ejml", EjmlVersion.VERSION, Main::row).serve();
  }

  private static Optional<Work> row(String name) {
    return switch (name) {
      case "transpose_2048" -> {
        FMatrixRMaj x = uniform(1, 2048, 2048);
        yield Optional.of(new Call(() -> CommonOps_FDRM.transpose(x, null)));
      }
      case "matmul_64", "matmul_128", "matmul_256", "matmul_512", "matmul_1024", "matmul_2048" -> {
        int n = Integer.parseInt(name.substring("matmul_".length()));
        yield Optional.of(product(n, n, n));
      }
      case "matmul_tall_100000x32x32" -> Optional.of(product(100_000, 32, 32));
      case "cholesky_512" -> Optional.of(cholesky());
      case "solve_512x8" -> Optional.of(solve());
      default -> Optional.empty();
    };
  }

  private static FMatrixRMaj uniform(int seed, int rows, int columns) {
    return FMatrixRMaj.wrap(rows, columns, Hash.uniform(seed, rows * columns, -1, 1));
  }

  private static Work product(int rows, int inner, int columns) {
    FMatrixRMaj a = uniform(1, rows, inner);
    FMatrixRMaj b = uniform(2, inner, columns);
    return new Call(
        () -> {
          FMatrixRMaj result = new FMatrixRMaj(rows, columns);
          CommonOps_MT_FDRM.mult(a, b, result);
          return result;
        });
  }

  private static Work cholesky() {
    float[] elements = Hash.symmetric(1, 512, -1, 1);
    for (int i = 0; i < 512; i++) {
      elements[i * 512 + i] += 512;
    }
    FMatrixRMaj a = FMatrixRMaj.wrap(512, 512, elements);
    CholeskyDecomposition_F32<FMatrixRMaj> factors = DecompositionFactory_FDRM.chol(512, true);
    return new Call(
        () -> {
          if (!factors.decompose(a.copy())) {
            throw new IllegalStateException("not positive definite");
          }
          return factors.getT(null);
        });
  }

  private static Work solve() {
    FMatrixRMaj a = uniform(1, 512, 512);
    FMatrixRMaj b = uniform(2, 512, 8);
    return new Call(
        () -> {
          FMatrixRMaj result = new FMatrixRMaj(512, 8);
          if (!CommonOps_FDRM.solve(a, b, result)) {
            throw new IllegalStateException("singular");
          }
          return result;
        });
  }

  /** A call whose result is left to the collector. */
  private record Call(Supplier<FMatrixRMaj> function) implements Work {
    @Override
    public FirstCall check() {
      long start = System.nanoTime();
      FMatrixRMaj result = function.get();
      double milliseconds = (System.nanoTime() - start) / 1e6;
      double[] elements = new double[result.getNumElements()];
      Arrays.setAll(elements, i -> result.data[i]);
      List<Integer> shape = List.of(result.numRows, result.numCols);
      return new FirstCall(milliseconds, List.of(Output.of("f32", shape, elements)));
    }

    @Override
    public void run(int calls) {
      for (int i = 0; i < calls; i++) {
        function.get();
      }
    }
  }
}
