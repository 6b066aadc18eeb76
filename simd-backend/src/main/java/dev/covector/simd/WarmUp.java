package dev.covector.simd;

import java.lang.foreign.Arena;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs new vector code on scratch data, off the users' threads, until HotSpot has compiled it. */
final class WarmUp {
  /** The size of each scratch area in bytes. */
  static final int SCRATCH = 64 * 1024;

  private static final int BATCH = 20;
  private static final long PATIENCE_NANOS = 4_000_000_000L;
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

  /** Repeats a call until it takes less than a time that only compiled code reaches. */
  static void untilCompiled(long nanosPerCall, Runnable call) {
    long start = System.nanoTime();
    long took;
    do {
      long before = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        call.run();
      }
      took = System.nanoTime() - before;
    } while (took > BATCH * nanosPerCall && System.nanoTime() - start < PATIENCE_NANOS);
  }
}
