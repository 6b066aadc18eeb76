package dev.covector.host;

/** Work that was handed to the {@link Dispatcher}. */
final class Task {
  private final Dispatcher dispatcher;
  private final Runnable work;
  private final boolean effects;

  /** Whether the dispatcher's thread has seen it waiting; only used under the dispatcher's lock. */
  boolean seen;

  private volatile boolean done;
  private boolean awaited;

  /**
   * Work that must not throw.
   *
   * @param effects whether it calls host code, which must not run on the thread of a caller
   */
  Task(Dispatcher dispatcher, Runnable work, boolean effects) {
    this.dispatcher = dispatcher;
    this.work = work;
    this.effects = effects;
  }

  /** Whether it calls host code. */
  boolean hasEffects() {
    return effects;
  }

  /** Whether the work is done. */
  boolean isDone() {
    return done;
  }

  /** Does the work. Called once. */
  void run() {
    try {
      work.run();
    } finally {
      done = true;
      wakeWaiting();
    }
  }

  private synchronized void wakeWaiting() {
    if (awaited) {
      notifyAll();
    }
  }

  /** Waits until the work is done, or does it. */
  void await() {
    if (!done) {
      dispatcher.await(this);
    }
  }

  /** Waits until another thread has done the work. */
  void park() {
    boolean interrupted = false;
    synchronized (this) {
      awaited = true;
      while (!done) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
