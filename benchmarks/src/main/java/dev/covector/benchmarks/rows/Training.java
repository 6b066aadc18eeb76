package dev.covector.benchmarks.rows;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A row that goes on from the state the call before left. A check starts anew; what is checked are
 * the losses of three steps and the whole state after the first.
 */
public final class Training<S> implements Work {
  private final Supplier<S> start;
  private final Fn1<S, Next<S>> step;
  private final Consumer<S> release;
  private S state;

  private Training(Supplier<S> start, Fn1<S, Next<S>> step, Consumer<S> release) {
    this.start = start;
    this.state = start.get();
    this.step = step;
    this.release = release;
  }

  /** Steps that their state is donated to. */
  public static <S> Work donated(Supplier<S> start, Fn1<S, Next<S>> step) {
    return new Training<>(start, step, old -> {});
  }

  /** Steps whose earlier state is closed by the given code. */
  public static <S> Work of(Supplier<S> start, Fn1<S, Next<S>> step, Consumer<S> release) {
    return new Training<>(start, step, release);
  }

  @Override
  public FirstCall check() {
    Results.closeAll(state);
    state = start.get();
    long from = System.nanoTime();
    Next<S> first = step.apply(state);
    Results.awaitAll(first);
    double milliseconds = (System.nanoTime() - from) / 1e6;
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
  public boolean isSettled() {
    return Covector.isSettled();
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
