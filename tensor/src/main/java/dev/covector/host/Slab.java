package dev.covector.host;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory cut into small pieces, one after the other. A piece is not given back by itself: the slab
 * is, when no piece of it is reachable. So a small buffer costs the collector no reference, and
 * handing it out is an addition.
 */
final class Slab {
  /** Pieces are at most this large. */
  static final long PIECE_BYTES = 1024;

  private static final long BYTES = 64 << 10;
  private static final long ALIGNMENT = 64;

  private final Storage storage;
  private long used;

  private Slab(Storage storage) {
    this.storage = storage;
  }

  /**
   * A piece of a slab.
   *
   * @param keeper what has to stay reachable while the memory is used
   */
  record Piece(MemorySegment memory, Object keeper) {}

  /** Hands out pieces of one slab after the other. */
  static final class Cutter {
    private final HostMemory memory;
    private @Nullable Slab current;

    Cutter(HostMemory memory) {
      this.memory = memory;
    }

    /** Memory for so many bytes. */
    synchronized Piece cut(long bytes) {
      Slab slab = current;
      if (slab == null || slab.used + bytes > BYTES) {
        slab = new Slab(new Storage(memory, BYTES));
        current = slab;
      }
      long offset = slab.used;
      slab.used = offset + Math.max(bytes + ALIGNMENT - 1 & -ALIGNMENT, ALIGNMENT);
      return new Piece(slab.storage.segment().asSlice(offset, bytes), slab.storage);
    }
  }
}
