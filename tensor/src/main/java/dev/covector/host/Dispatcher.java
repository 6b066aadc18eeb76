package dev.covector.host;

import dev.covector.StateException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in the order they came. So a task may rely on every earlier one, and
 * effects happen in program order.
 *
 * <p>Tasks run on one daemon thread, or on a thread that waits for one of them: waking a parked
 * thread takes tens of microseconds, so a caller that waits at once does the work itself. Only one
 * thread has the turn, and the others sleep, so that cores are not oversubscribed. While callers
 * keep doing the work themselves, the daemon thread is not woken for new tasks; it looks every
 * {@link #POLL_NANOS} whether one has been left lying, and is woken again from then on.
 */
final class Dispatcher {
  /** How far ahead a caller may run; bounds what waiting tasks hold. */
  private static final int CAPACITY = 64;

  /** How often the thread looks for tasks that nobody waits for: this costs 0.5 % of a core. */
  private static final long POLL_NANOS = 1_000_000;

  /** After how many looks without new tasks it sleeps until it is woken. */
  private static final int POLLS = 100;

  /** Looks at a running task before its waiter parks: some microseconds. */
  private static final int SPINS = 200;

  /** The dispatcher of this process. */
  static final Dispatcher SHARED = new Dispatcher();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private final ArrayDeque<Task> queue = new ArrayDeque<>(CAPACITY + 1);
  private @Nullable Thread thread;

  /** Who has the turn: runs tasks from the head of the queue. */
  private volatile @Nullable Thread holder;

  private volatile int unfinished;
  private int effects;
  private int waitingForRoom;
  private long submitted;

  /** Whether callers do their work themselves. */
  private boolean callersWait = true;

  private boolean asleep;

  /** Whether every task is done. */
  boolean isIdle() {
    return unfinished == 0;
  }

  /** Whether the caller runs inside one of the tasks. */
  boolean isCurrentThread() {
    return Thread.currentThread() == holder;
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
      if (queue.size() >= CAPACITY && !isCurrentThread()) {
        waitForRoom();
      }
      queue.add(task);
      submitted++;
      unfinished++;
      effects += task.hasEffects() ? 1 : 0;
      if (asleep || !callersWait || task.hasEffects()) {
        callersWait &= !task.hasEffects();
        notEmpty.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until half of the queue is free: to be woken for each place would cost more. */
  private void waitForRoom() {
    callersWait = false;
    notEmpty.signal();
    waitingForRoom++;
    while (queue.size() > CAPACITY / 2) {
      notFull.awaitUninterruptibly();
    }
    waitingForRoom--;
  }

  /** Waits until a task is done. A thread that may do the waiting work itself does it. */
  void await(Task task) {
    if (isCurrentThread()) {
      while (!task.isDone()) {
        if (!runNext()) {
          throw new StateException(
              "await: a callback waits for the result of the program that called it");
        }
      }
      return;
    }
    if (takeTurn(task)) {
      try {
        boolean more = true;
        while (more && !task.isDone()) {
          more = runNext();
        }
      } finally {
        endTurn();
      }
    }
    for (int i = 0; i < SPINS && !task.isDone(); i++) {
      Thread.onSpinWait();
    }
    if (!task.isDone()) {
      task.park();
    }
  }

  private boolean takeTurn(Task task) {
    lock.lock();
    try {
      if (holder != null || effects > 0 || task.isDone()) {
        return false;
      }
      holder = Thread.currentThread();
      callersWait = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void endTurn() {
    lock.lock();
    try {
      holder = null;
      if (!queue.isEmpty()) {
        callersWait = false;
        notEmpty.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs the next task, by the thread that has the turn; false when there is none. */
  private boolean runNext() {
    Task next;
    lock.lock();
    try {
      next = queue.poll();
      effects -= next != null && next.hasEffects() ? 1 : 0;
      if (waitingForRoom > 0 && queue.size() <= CAPACITY / 2) {
        notFull.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (next != null) {
      run(next);
    }
    return next != null;
  }

  private void run(Task task) {
    try {
      task.run();
    } finally {
      lock.lock();
      unfinished--;
      lock.unlock();
    }
  }

  private void work() {
    while (true) {
      awaitTurn();
      try {
        boolean more = true;
        while (more) {
          more = runNext();
        }
      } finally {
        endTurn();
      }
    }
  }

  /** Waits until there is a task that is this thread's to run. */
  private void awaitTurn() {
    lock.lock();
    try {
      long known = submitted;
      int polls = 0;
      while (holder != null || queue.isEmpty() || (callersWait && !queue.element().seen)) {
        if (!queue.isEmpty()) {
          queue.element().seen = true;
        }
        polls = submitted == known ? polls + 1 : 0;
        known = submitted;
        if (callersWait && (polls < POLLS || !queue.isEmpty())) {
          awaitNanos(POLL_NANOS);
        } else {
          asleep = true;
          notEmpty.awaitUninterruptibly();
          asleep = false;
        }
      }
      callersWait = false;
      holder = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private void awaitNanos(long nanos) {
    try {
      notEmpty.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // nobody interrupts this thread on purpose, and it has nothing to stop
    }
  }
}
