package dev.covector.simd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tasks that several threads draw from a counter. */
final class WorkerJob {
  /** A job without tasks. */
  static final WorkerJob NONE = new WorkerJob(0, task -> {});

  private final int tasks;
  private final LongConsumer body;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger drawn = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile @Nullable Throwable failure;

  WorkerJob(int tasks, LongConsumer body) {
    this.tasks = tasks;
    this.body = body;
  }

  /** Whether there is something left to draw. */
  boolean hasTasks() {
    return drawn.get() < tasks;
  }

  /** Does tasks until none is left to draw. */
  void work() {
    while (hasTasks()) {
      int task = drawn.getAndIncrement();
      if (task >= tasks) {
        return;
      }
      try {
        body.accept(task);
      } catch (Throwable e) {
        failure = e;
      }
      if (done.incrementAndGet() == tasks) {
        LockSupport.unpark(caller);
      }
    }
  }

  /** Waits until all tasks are done, and throws what one of them threw. */
  void await() {
    for (int spins = 0; done.get() < tasks; spins++) {
      if (spins < 1_000) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
