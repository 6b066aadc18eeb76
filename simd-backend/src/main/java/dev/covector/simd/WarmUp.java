package dev.covector.simd;

import java.lang.foreign.Arena;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs new vector code on scratch data, off the users' threads, until HotSpot has compiled it. */
final class WarmUp {
  private static final int COUNT = 16 * 4 * 16 + 3;
  private static final int BATCH = 20;
  private static final long PATIENCE_NANOS = 4_000_000_000L;

  /** Compiled code takes a few nanoseconds for a vector and a node; other code takes hundreds. */
  private static final long COMPILED_NANOS = 12;

  private static final BlockingQueue<GeneratedLoop> QUEUE = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform()
        .name("covector-warm-up")
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .start(WarmUp::serve);
  }

  private WarmUp() {}

  /** Asks for a loop to be warmed up. */
  static void request(GeneratedLoop loop) {
    QUEUE.add(loop);
  }

  private static void serve() {
    try (Arena arena = Arena.ofConfined()) {
      long read = arena.allocate(COUNT * 8L, 64).address();
      long written = arena.allocate(COUNT * 8L, 64).address();
      while (true) {
        GeneratedLoop loop = QUEUE.take();
        long[] arguments = loop.key().scratchArguments(read, written);
        for (long rest = loop.vectorPasses(); rest != 0; rest &= rest - 1) {
          warm(loop, Long.numberOfTrailingZeros(rest), arguments);
        }
        loop.setWarm();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void warm(GeneratedLoop loop, int pass, long[] arguments) {
    long lanes = Species.bits() / 64;
    long limit = BATCH * (COUNT / lanes) * COMPILED_NANOS * (4 + loop.key().work());
    long start = System.nanoTime();
    long[] scratch = arguments.clone();
    while (true) {
      long before = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        System.arraycopy(arguments, 0, scratch, 0, arguments.length);
        loop.vector(pass, scratch, COUNT);
      }
      long after = System.nanoTime();
      if (after - before < limit || after - start > PATIENCE_NANOS) {
        return;
      }
    }
  }
}
