package dev.covector.simd;

import java.util.function.LongConsumer;

/** Cuts work into tasks for the cores. */
final class Workers {
  /** Work below this many nanoseconds stays on the calling thread. */
  private static final double THRESHOLD = 50_000;

  /** One that does everything on the calling thread. */
  static final Workers INLINE = new Workers(1);

  /** The pool of the process. */
  static final Workers SHARED = new Workers(Cores.count());

  private final int count;

  Workers(int count) {
    this.count = count;
  }

  /** How many tasks work of a cost in nanoseconds is worth. */
  long tasks(double cost) {
    return count == 1 || cost < 2 * THRESHOLD ? 1 : (long) Math.min(count * 4L, cost / THRESHOLD);
  }

  /** Runs tasks 0 to {@code count - 1}; returns when all are done. */
  void run(int count, LongConsumer task) {
    for (int i = 0; i < count; i++) {
      task.accept(i);
    }
  }
}
