package dev.covector.benchmarks.peak;

import java.util.function.IntConsumer;

/** Work on as many threads as Covector has workers. */
final class Threads {
  private Threads() {}

  /** The property {@code covector.workers}, or the processors that this JVM may use. */
  static int count() {
    Integer wanted = Integer.getInteger("covector.workers");
    return wanted != null && wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
  }

  /** Runs a task with the numbers of the threads, from 0, at once, and waits for all. */
  static void run(int threads, IntConsumer task) {
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      int number = i + 1;
      others[i] = Thread.ofPlatform().start(() -> task.accept(number));
    }
    task.accept(0);
    for (Thread other : others) {
      try {
        other.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while it measured", e);
      }
    }
  }
}
