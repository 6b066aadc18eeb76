package dev.covector.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.Work;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A call whose result is closed before the next; PyTorch's operations on a CPU have run when they
 * return.
 */
record Call(NDManager manager, Supplier<NDArray> function, UnaryOperator<NDArray> read)
    implements Work {
  static Work of(NDManager manager, Supplier<NDArray> function) {
    return of(manager, function, UnaryOperator.identity());
  }

  static Work of(NDManager manager, Supplier<NDArray> function, UnaryOperator<NDArray> read) {
    return new Call(manager, function, read);
  }

  @Override
  public FirstCall check() {
    long start = System.nanoTime();
    NDArray result = function.get();
    double milliseconds = (System.nanoTime() - start) / 1e6;
    NDArray readable = read.apply(result);
    float[] floats = readable.toFloatArray();
    double[] elements = new double[floats.length];
    Arrays.setAll(elements, i -> floats[i]);
    List<Integer> shape =
        Arrays.stream(readable.getShape().getShape()).mapToObj(Math::toIntExact).toList();
    result.close();
    return new FirstCall(milliseconds, List.of(Output.of("f32", shape, elements)));
  }

  @Override
  public void run(int calls) {
    for (int i = 0; i < calls; i++) {
      function.get().close();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
