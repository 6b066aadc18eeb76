package dev.covector.host;

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

  /** Hands out pieces of one slab after the other. */
  static final class Cutter {
    private final HostMemory memory;
    private @Nullable Slab current;

    Cutter(HostMemory memory) {
      this.memory = memory;
    }

    /** Gives memory for so many bytes to a storage. */
    void cut(long bytes, Storage to) {
      Slab slab;
      long offset;
      synchronized (this) {
        slab = current;
        if (slab == null || slab.used + bytes > BYTES) {
          slab = new Slab(new Storage(memory, BYTES));
          current = slab;
        }
        offset = slab.used;
        slab.used = offset + Math.max(bytes + ALIGNMENT - 1 & -ALIGNMENT, ALIGNMENT);
      }
      to.adopt(slab.storage.segment().asSlice(offset, bytes), slab.storage);
    }
  }
}
