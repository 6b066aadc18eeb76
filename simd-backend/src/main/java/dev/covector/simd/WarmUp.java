package dev.covector.simd;

import java.lang.foreign.Arena;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

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

  private static final int BATCH = 10;
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  /** Batches before giving up, however long they take: the compilers may be waiting for a core. */
  private static final int LEAST_BATCHES = 250;

  /** Batches after which HotSpot has been asked, and the core is left to its compilers. */
  private static final int EAGER_BATCHES = 8;

  private static final long PAUSE_MILLIS = 5;
  private static final BlockingQueue<Warmable> QUEUE = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform()
        .name("covector-warm-up")
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .start(WarmUp::serve);
  }

  private WarmUp() {}

  /** Asks for code to be warmed up. */
  static void request(Warmable code) {
    QUEUE.add(code);
  }

  private static void serve() {
    try (Arena arena = Arena.ofConfined()) {
      long read = arena.allocate(SCRATCH, 64).address();
      long written = arena.allocate(SCRATCH, 64).address();
      while (true) {
        QUEUE.take().warmUp(read, written);
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
    return untilCompiled(nanosPerCall, () -> {}, call);
  }

  /**
   * Repeats a call until it takes less than a time that only compiled code reaches.
   *
   * @param before what else is done each time, untimed
   * @return false when it did not get there
   */
  static boolean untilCompiled(long nanosPerCall, Runnable before, Runnable call) {
    long start = System.nanoTime();
    for (int batch = 0;
        batch < LEAST_BATCHES || System.nanoTime() - start < PATIENCE_NANOS;
        batch++) {
      if (batch >= EAGER_BATCHES) {
        pause();
      }
      long best = Long.MAX_VALUE;
      for (int i = 0; i < BATCH; i++) {
        before.run();
        long called = System.nanoTime();
        call.run();
        // the best of several: other threads may take the core in between
        best = Math.min(best, System.nanoTime() - called);
      }
      if (best < nanosPerCall) {
        return true;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
