package dev.covector.benchmarks.peak;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code a = b + s * c} over three arrays of f32: McCalpin's STREAM triad, whose bytes are counted
 * as there (two arrays read, one written, without the reads that a write may cause).
 */
final class Triad implements AutoCloseable {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final long STEP = SPECIES.vectorByteSize();
  private static final long ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;
  private final long size;

  /** Three arrays of the given bytes in all, rounded up to whole vectors. */
  Triad(long bytes) {
    size = Math.max(1, (bytes / 3 + STEP - 1) / STEP) * STEP;
    a = arena.allocate(size, ALIGNMENT);
    b = arena.allocate(size, ALIGNMENT);
    c = arena.allocate(size, ALIGNMENT);
    c.fill((byte) 1);
  }

  /** What one pass reads and writes. */
  double bytes() {
    return 3.0 * size;
  }

  /** Passes over one of several equal parts. */
  void run(int part, int parts, long passes) {
    long vectors = size / STEP;
    long from = vectors * part / parts * STEP;
    long to = vectors * (part + 1) / parts * STEP;
    for (long i = 0; i < passes; i++) {
      pass(from, to);
    }
  }

  private void pass(long from, long to) {
    FloatVector s = FloatVector.broadcast(SPECIES, 3f);
    ByteOrder order = ByteOrder.nativeOrder();
    for (long at = from; at < to; at += STEP) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, b, at, order);
      FloatVector y = FloatVector.fromMemorySegment(SPECIES, c, at, order);
      y.fma(s, x).intoMemorySegment(a, at, order);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
