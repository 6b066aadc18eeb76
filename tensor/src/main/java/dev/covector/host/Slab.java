package dev.covector.host;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
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

  private static final AtomicLongFieldUpdater<Slab> USED =
      AtomicLongFieldUpdater.newUpdater(Slab.class, "used");

  private final Storage storage;

  /** Where the next piece begins; beyond the end once a piece was wanted that did not fit. */
  private volatile long used;

  private Slab(HostMemory memory) {
    this.storage = new Storage(memory, BYTES);
  }

  /** Gives memory to a storage; false where there is not enough left. */
  private boolean cut(long bytes, Storage to) {
    long offset = USED.getAndAdd(this, Math.max(bytes + ALIGNMENT - 1 & -ALIGNMENT, ALIGNMENT));
    if (offset + bytes > BYTES) {
      return false;
    }
    to.adopt(storage.segment().asSlice(offset, bytes), storage);
    return true;
  }

  /** Hands out pieces of one slab after the other. */
  static final class Cutter {
    private final HostMemory memory;
    private volatile @Nullable Slab current;

    Cutter(HostMemory memory) {
      this.memory = memory;
    }

    /** Gives memory for so many bytes to a storage; threads meet in one addition only. */
    void cut(long bytes, Storage to) {
      Slab slab = current;
      while (slab == null || !slab.cut(bytes, to)) {
        slab = next(slab);
      }
    }

    private synchronized Slab next(@Nullable Slab full) {
      Slab known = current;
      if (known == null || known == full) {
        known = new Slab(memory);
        current = known;
      }
      return known;
    }
  }
}
