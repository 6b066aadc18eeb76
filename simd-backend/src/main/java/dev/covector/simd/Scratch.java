package dev.covector.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a task of a kernel uses while it runs, and that its thread keeps for the next: cells
 * of column reductions, tiles. It fits the second-level cache, and a task never starts another.
 */
final class Scratch {
  private static final long ALIGNMENT = 64;
  private static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);

  private @Nullable MemorySegment memory;

  private Scratch() {}

  /**
   * The address of that many bytes, aligned to a cache line; valid until the thread's next call.
   */
  static long acquire(long bytes) {
    Scratch scratch = LOCAL.get();
    MemorySegment known = scratch.memory;
    if (known == null || known.byteSize() < bytes) {
      known = Arena.ofAuto().allocate(Math.max(bytes, 4096), ALIGNMENT);
      scratch.memory = known;
    }
    return known.address();
  }

  /** A size rounded up to whole cache lines. */
  static long align(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
