package dev.covector.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs new vector code on scratch data, off the users' threads, until HotSpot has compiled it. */
final class WarmUp {
  /** The size of each scratch area in bytes. */
  static final int SCRATCH = 64 * 1024;

  /**
   * How often new code is generated for what did not get compiled. A method with many vectors is
   * too large for C1's profiled tier; when C2 is busy, HotSpot puts it into the unprofiled tier
   * first, which it then never leaves (seen with JDK 25.0.3). A new class has another chance.
   */
  static final int ATTEMPTS = 5;

  /**
   * How many pieces of code are compiled at a time. One that takes long must not keep the others
   * waiting; but where HotSpot has more than five methods waiting for C2, it compiles further ones
   * in the tier that they may never leave.
   */
  private static final int AT_A_TIME = 4;

  private static final int BATCH = 10;

  /** Enough where calls without work bring a method to the compiler. */
  private static final int BATCH_AFTER_EMPTY_CALLS = 1;

  /**
   * A call that takes less than this many times the time of compiled code is compiled, but found
   * its code and data out of the caches, or was interrupted: further calls tell. Uncompiled vector
   * code takes hundreds of times as long.
   */
  private static final int NEARLY = 30;

  private static final int FURTHER_CALLS = 20;

  private static final long PATIENCE_NANOS = 3_000_000_000L;

  /** Batches before giving up, however long they take: the compilers may be waiting for a core. */
  private static final int LEAST_BATCHES = 250;

  /** Batches after which HotSpot has been asked, and the core is left to its compilers. */
  private static final int EAGER_BATCHES = 8;

  private static final long PAUSE_MILLIS = 5;

  /**
   * Uncompiled vector code is slow, and what it calls would be compiled, too: the longer it takes,
   * the more rarely it is tried.
   */
  private static final long PAUSE_PER_WORK = 20;

  private static final long MOST_PAUSE_NANOS = 40_000_000;

  /** What waits, in the order in which it was asked for; its own lock. */
  private static final List<Warmable> WAITING = new ArrayList<>();

  private static final AtomicInteger PENDING = new AtomicInteger();

  /** Held while code runs on scratch data: one core at most is busy with it. */
  private static final Semaphore TURN = new Semaphore(1, true);

  static {
    for (int i = 0; i < AT_A_TIME; i++) {
      Thread.ofPlatform()
          .name("covector-warm-up-" + i)
          .daemon()
          .priority(Thread.MIN_PRIORITY)
          .start(WarmUp::serve);
    }
  }

  private WarmUp() {}

  /** Asks for code to be warmed up. */
  static void request(Warmable code) {
    PENDING.incrementAndGet();
    synchronized (WAITING) {
      WAITING.add(code);
      WAITING.notify();
    }
  }

  /** The most urgent of what waits, the first of equals. */
  private static Warmable take() throws InterruptedException {
    synchronized (WAITING) {
      while (WAITING.isEmpty()) {
        WAITING.wait();
      }
      Warmable most = WAITING.getFirst();
      long urgency = most.urgency();
      for (Warmable code : WAITING) {
        long other = code.urgency();
        if (other > urgency) {
          most = code;
          urgency = other;
        }
      }
      WAITING.remove(most);
      return most;
    }
  }

  /** Whether all code that warm-up was asked for has been dealt with. */
  static boolean isIdle() {
    return PENDING.get() == 0;
  }

  private static void serve() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment read = arena.allocate(SCRATCH, 64);
      MemorySegment written = arena.allocate(SCRATCH, 64);
      while (true) {
        Warmable code = take();
        // What other code left there may be subnormal as floats (small integers are), with which
        // compiled code takes ten times as long: tiles were taken for uncompiled and never used.
        read.fill((byte) 0);
        written.fill((byte) 0);
        try {
          code.warmUp(read.address(), written.address());
        } finally {
          PENDING.decrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Repeats a call until it takes less than a time that only compiled code reaches.
   *
   * @return false when it did not get there
   */
  static boolean untilCompiled(long nanosPerCall, Runnable call) {
    return untilCompiled(nanosPerCall, BATCH, () -> {}, call);
  }

  /**
   * Repeats a call until it takes less than a time that only compiled code reaches. Uncompiled
   * vector operations run Java code for each lane, and HotSpot would spend its time on compiling
   * that code: so there are as few calls with work as possible.
   *
   * @param before calls without work, some hundred each time, untimed
   * @return false when it did not get there
   */
  static boolean untilCompiled(long nanosPerCall, Runnable before, Runnable call) {
    return untilCompiled(nanosPerCall, BATCH_AFTER_EMPTY_CALLS, before, call);
  }

  private static boolean untilCompiled(
      long nanosPerCall, int calls, Runnable before, Runnable call) {
    long start = System.nanoTime();
    long due = start;
    for (int batch = 0;
        batch < LEAST_BATCHES || System.nanoTime() - start < PATIENCE_NANOS;
        batch++) {
      if (batch >= EAGER_BATCHES) {
        pause();
      }
      if (System.nanoTime() < due) {
        before.run();
        continue;
      }
      long nanos = batch(calls, nanosPerCall, before, call);
      if (nanos < nanosPerCall) {
        return true;
      }
      due = System.nanoTime() + Math.min(PAUSE_PER_WORK * nanos, MOST_PAUSE_NANOS);
    }
    return false;
  }

  /**
   * The best of several calls, in nanoseconds: other threads may take the core in between.
   *
   * @param enough a time that needs no further calls
   */
  private static long batch(int calls, long enough, Runnable before, Runnable call) {
    TURN.acquireUninterruptibly();
    try {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < calls; i++) {
        before.run();
        best = Math.min(best, nanos(call));
      }
      for (int i = 0; i < FURTHER_CALLS && best >= enough && best < NEARLY * enough; i++) {
        best = Math.min(best, nanos(call));
      }
      return best;
    } finally {
      TURN.release();
    }
  }

  private static long nanos(Runnable call) {
    long called = System.nanoTime();
    call.run();
    return System.nanoTime() - called;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
