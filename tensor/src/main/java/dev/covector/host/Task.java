package dev.covector.host;

import dev.covector.StateException;
import java.util.concurrent.CountDownLatch;

/** Work that was handed to the {@link Dispatcher}. */
final class Task {
  private final Dispatcher dispatcher;
  private final Runnable work;
  private final CountDownLatch done = new CountDownLatch(1);

  /** Work that must not throw. */
  Task(Dispatcher dispatcher, Runnable work) {
    this.dispatcher = dispatcher;
    this.work = work;
  }

  /** Does the work. Called once. */
  void run() {
    try {
      work.run();
    } finally {
      done.countDown();
    }
  }

  /**
   * Waits until the work is done. The dispatcher's own thread (a callback that runs Covector) does
   * the waiting work itself instead.
   */
  void await() {
    if (dispatcher.isCurrentThread()) {
      while (done.getCount() > 0) {
        if (!dispatcher.runNext()) {
          throw new StateException(
              "await: a callback waits for the result of the program that called it");
        }
      }
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
