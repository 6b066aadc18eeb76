package dev.covector.benchmarks.rows;

import dev.covector.Fn1;
import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A row that goes on from the state the call before left. Checked are the losses of three steps and
 * the whole state after the first.
 */
final class Training<S> implements Work {
  private final Fn1<S, Next<S>> step;
  private final Consumer<S> release;
  private S state;

  private Training(S state, Fn1<S, Next<S>> step, Consumer<S> release) {
    this.state = state;
    this.step = step;
    this.release = release;
  }

  /** Steps that their state is donated to. */
  static <S> Work donated(S state, Fn1<S, Next<S>> step) {
    return new Training<>(state, step, old -> {});
  }

  /** Steps whose earlier state is closed by the given code. */
  static <S> Work of(S state, Fn1<S, Next<S>> step, Consumer<S> release) {
    return new Training<>(state, step, release);
  }

  @Override
  public FirstCall check() {
    long start = System.nanoTime();
    Next<S> first = step.apply(state);
    Results.awaitAll(first);
    double milliseconds = (System.nanoTime() - start) / 1e6;
    List<Output> outputs = new ArrayList<>(Results.outputs(first.state()));
    outputs.addAll(Results.outputs(first.loss()));
    go(first);
    for (int i = 1; i < 3; i++) {
      Next<S> next = step.apply(state);
      outputs.addAll(Results.outputs(next.loss()));
      go(next);
    }
    return new FirstCall(milliseconds, outputs);
  }

  private void go(Next<S> next) {
    release.accept(state);
    state = next.state();
    next.loss().blockUntilReady().close();
  }

  @Override
  public void run(int calls) {
    for (int i = 0; i < calls; i++) {
      go(step.apply(state));
    }
  }

  @Override
  public void close() {
    Results.closeAll(state);
  }
}
