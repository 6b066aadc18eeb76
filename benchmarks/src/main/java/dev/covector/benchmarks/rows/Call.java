package dev.covector.benchmarks.rows;

import dev.covector.Covector;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.Work;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A row that computes the same again and again. Each result is waited for and closed before the
 * next call, as JAX's reference counting frees a result that nothing refers to.
 */
final class Call<R> implements Work {
  private final Supplier<R> function;
  private final Consumer<R> finish;

  private Call(Supplier<R> function, Consumer<R> finish) {
    this.function = function;
    this.finish = finish;
  }

  /** A call with one tensor as its result. */
  static Work of(Supplier<Tensor> function) {
    return new Call<>(function, result -> result.blockUntilReady().close());
  }

  /** A call with a tree as its result, which is waited for and closed by the given code. */
  static <R> Work of(Supplier<R> function, Consumer<R> finish) {
    return new Call<>(function, finish);
  }

  /** A call with any tree as its result. */
  static <R> Work tree(Supplier<R> function) {
    return new Call<>(
        function,
        result -> {
          Results.awaitAll(result);
          Results.closeAll(result);
        });
  }

  @Override
  public FirstCall check() {
    long start = System.nanoTime();
    R result = function.get();
    Results.awaitAll(result);
    double milliseconds = (System.nanoTime() - start) / 1e6;
    List<Output> outputs = Results.outputs(result);
    Results.closeAll(result);
    return new FirstCall(milliseconds, outputs);
  }

  @Override
  public boolean isSettled() {
    return Covector.isSettled();
  }

  @Override
  public void run(int calls) {
    for (int i = 0; i < calls; i++) {
      finish.accept(function.get());
    }
  }
}
