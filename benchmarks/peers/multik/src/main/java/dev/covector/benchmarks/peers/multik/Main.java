package dev.covector.benchmarks.peers.multik;

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
import org.jetbrains.kotlinx.multik.api.Multik;
import org.jetbrains.kotlinx.multik.api.linalg.LinAlgEx;
import org.jetbrains.kotlinx.multik.ndarray.data.D1;
import org.jetbrains.kotlinx.multik.ndarray.data.D2;
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryViewFloatArray;
import org.jetbrains.kotlinx.multik.ndarray.data.NDArray;

/** Multik's process: matrix products, by OpenBLAS, and sorting. */
public final class Main {
  private static final LinAlgEx LINALG = Multik.INSTANCE.getLinalg().getLinAlgEx();

  private Main() {}

  /** Serves the harness on the standard streams. */
  public static void main(String[] args) throws IOException {
    String version = "0.3.0, " + Multik.INSTANCE.getEngine();
    new PeerServer("multik", version, Main::row).serve();
  }

  private static Optional<Work> row(String name) {
    return switch (name) {
      case "matmul_64", "matmul_128", "matmul_256", "matmul_512", "matmul_1024", "matmul_2048" -> {
        int n = Integer.parseInt(name.substring("matmul_".length()));
        yield Optional.of(product(n, n, n));
      }
      case "matmul_tall_100000x32x32" -> Optional.of(product(100_000, 32, 32));
      case "gemv_4096" -> {
        NDArray<Float, D2> a = matrix(1, 4096, 4096);
        NDArray<Float, D1> x = vector(2, 4096);
        yield Optional.of(new Call(() -> LINALG.dotMV(a, x)));
      }
      case "sort_1M" -> {
        // Multik's sorted(): a copy, and the JDK's sort of its array
        NDArray<Float, D1> x = vector(1, 1_000_000);
        yield Optional.of(new Call(() -> sorted(x)));
      }
      default -> Optional.empty();
    };
  }

  private static Work product(int rows, int inner, int columns) {
    NDArray<Float, D2> a = matrix(1, rows, inner);
    NDArray<Float, D2> b = matrix(2, inner, columns);
    return new Call(() -> LINALG.dotMM(a, b));
  }

  private static NDArray<Float, ?> sorted(NDArray<Float, D1> x) {
    float[] copy = x.getData().getFloatArray().clone();
    Arrays.sort(copy);
    return new NDArray<>(
        new MemoryViewFloatArray(copy),
        0,
        new int[] {copy.length},
        new int[] {1},
        D1.Companion,
        null);
  }

  private static NDArray<Float, D1> vector(int seed, int n) {
    return new NDArray<>(
        new MemoryViewFloatArray(Hash.uniform(seed, n, -1, 1)),
        0,
        new int[] {n},
        new int[] {1},
        D1.Companion,
        null);
  }

  private static NDArray<Float, D2> matrix(int seed, int rows, int columns) {
    return new NDArray<>(
        new MemoryViewFloatArray(Hash.uniform(seed, rows * columns, -1, 1)),
        0,
        new int[] {rows, columns},
        new int[] {columns, 1},
        D2.Companion,
        null);
  }

  /** A call whose result is left to the collector. */
  private record Call(Supplier<NDArray<Float, ?>> function) implements Work {
    @Override
    public FirstCall check() {
      long start = System.nanoTime();
      NDArray<Float, ?> result = function.get();
      double milliseconds = (System.nanoTime() - start) / 1e6;
      float[] floats = result.getData().getFloatArray();
      double[] elements = new double[floats.length];
      Arrays.setAll(elements, i -> floats[i]);
      List<Integer> shape = Arrays.stream(result.getShape()).boxed().toList();
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
