package dev.covector.host;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread, started when first needed, that runs tasks in the order they came. So a task
 * may rely on every earlier one, and effects happen in program order.
 */
final class Dispatcher {
  /** How far ahead a caller may run; bounds what waiting tasks hold. */
  private static final int CAPACITY = 64;

  /** The dispatcher of this process. */
  static final Dispatcher SHARED = new Dispatcher();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private final ArrayDeque<Task> queue = new ArrayDeque<>();
  private @Nullable Thread thread;
  private volatile int unfinished;

  /** Whether every task is done. */
  boolean isIdle() {
    return unfinished == 0;
  }

  /** Whether the caller is one of the tasks. */
  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /** Adds a task; waits while too many are waiting. */
  void submit(Task task) {
    lock.lock();
    try {
      if (thread == null) {
        thread = new Thread(this::work, "covector-dispatch");
        thread.setDaemon(true);
        thread.start();
      }
      while (queue.size() >= CAPACITY && !isCurrentThread()) {
        notFull.awaitUninterruptibly();
      }
      queue.add(task);
      unfinished++;
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Runs the next task on this, the dispatcher's, thread; false when there is none. */
  boolean runNext() {
    Task next;
    lock.lock();
    try {
      next = queue.poll();
    } finally {
      lock.unlock();
    }
    if (next != null) {
      run(next);
    }
    return next != null;
  }

  private void work() {
    while (true) {
      run(take());
    }
  }

  private Task take() {
    lock.lock();
    try {
      while (queue.isEmpty()) {
        notEmpty.awaitUninterruptibly();
      }
      return queue.remove();
    } finally {
      lock.unlock();
    }
  }

  private void run(Task task) {
    try {
      task.run();
    } finally {
      lock.lock();
      try {
        unfinished--;
        notFull.signal();
      } finally {
        lock.unlock();
      }
    }
  }
}
