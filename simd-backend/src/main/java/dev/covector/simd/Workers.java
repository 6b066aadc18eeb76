package dev.covector.simd;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * A pool of one thread per physical core, the caller's included.
 *
 * <p>Work is cut by cost into tasks that the threads draw in order. One caller at a time has the
 * pool: others, and work that starts inside a task, run on their own thread, so that cores are
 * never oversubscribed and nothing can wait for itself.
 */
final class Workers {
  /** Work below this many nanoseconds stays on the calling thread. */
  private static final double THRESHOLD = 12_000;

  /** How many looks at the next job before a worker parks: some tens of microseconds. */
  private static final int SPINS = 2_000;

  /** The pool of the process. */
  static final Workers SHARED = new Workers(Cores.count());

  /** One that does everything on the calling thread. */
  static final Workers INLINE = new Workers(1);

  private final int count;
  private final AtomicReference<WorkerJob> current = new AtomicReference<>(WorkerJob.NONE);
  private final Worker[] threads;
  private boolean started;

  Workers(int count) {
    this.count = count;
    this.threads = new Worker[count - 1];
  }

  /** How many threads work. */
  int count() {
    return count;
  }

  /** How many tasks work of a cost in nanoseconds is worth: one, or the same for every thread. */
  long tasks(double cost) {
    if (count == 1 || cost < 2 * THRESHOLD) {
      return 1;
    }
    long each = Math.ceilDiv((long) Math.min(count * 4L, cost / THRESHOLD), count);
    return count * each;
  }

  /**
   * Runs tasks 0 to {@code tasks - 1}; returns when all are done.
   *
   * @throws RuntimeException or an error: the first that a task threw
   */
  void run(int tasks, LongConsumer task) {
    if (tasks <= 1 || count == 1 || Thread.currentThread() instanceof Worker) {
      inline(tasks, task);
      return;
    }
    WorkerJob job = new WorkerJob(tasks, task);
    if (!current.compareAndSet(WorkerJob.NONE, job)) {
      inline(tasks, task);
      return;
    }
    wake();
    job.work();
    current.set(WorkerJob.NONE);
    job.await();
  }

  private static void inline(int tasks, LongConsumer task) {
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }

  /** Only the caller that has the pool is here. */
  private void wake() {
    if (!started) {
      started = true;
      for (int i = 0; i < threads.length; i++) {
        threads[i] = new Worker(this, i);
        threads[i].start();
      }
    }
    for (Worker thread : threads) {
      thread.wake();
    }
  }

  /** Whether there are tasks to draw. */
  boolean hasJob() {
    return current.get().hasTasks();
  }

  /** The next job, or none after a while. */
  WorkerJob next() {
    for (int i = 0; i < SPINS; i++) {
      WorkerJob job = current.get();
      if (job.hasTasks()) {
        return job;
      }
      Thread.onSpinWait();
    }
    return WorkerJob.NONE;
  }
}
