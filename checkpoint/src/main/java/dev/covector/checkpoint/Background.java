package dev.covector.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * One piece of work at a time, on a thread of its own that ends with it: a program that forgets to
 * close a checkpointer ends only after its last save.
 */
final class Background implements AutoCloseable {
  private final String name;
  private @Nullable Thread worker;
  private @Nullable Throwable failure;
  private boolean closed;

  Background(String name) {
    this.name = name;
  }

  /** Waits for the work before, and throws what it threw. */
  void awaitTurn() {
    requireOpen();
    await();
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new CheckpointException("save: the " + name + " is closed; make another one");
    }
  }

  /** Starts work; a second piece waits for the first. */
  synchronized void start(Runnable work) {
    awaitTurn();
    Thread started = Thread.ofPlatform().name("covector-" + name).unstarted(() -> run(work));
    worker = started;
    started.start();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // thrown again by the next call
      synchronized (this) {
        failure = e;
      }
    } finally {
      synchronized (this) {
        worker = null;
        notifyAll();
      }
    }
  }

  /** Whether work is in progress. */
  synchronized boolean isBusy() {
    return worker != null;
  }

  /** Waits until no work is in progress, and throws what it threw. */
  synchronized void await() {
    boolean interrupted = false;
    while (worker != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable thrown = failure;
    failure = null;
    switch (thrown) {
      case null -> {}
      case CheckpointException e -> throw e;
      default ->
          throw new CheckpointException("the save in the background failed: " + thrown, thrown);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    await();
  }
}
