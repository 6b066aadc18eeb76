package dev.covector.host;

import java.lang.foreign.MemorySegment;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** A piece of native memory, leased to one {@link Storage} after the other. */
final class Block {
  private static final long ALIGNMENT = 64;

  /**
   * Of most processors. A page fault for each 4 KB of a new 4 MB result takes longer than writing
   * it, and large matrices miss the translation buffer.
   */
  private static final long HUGE_PAGE = 2 << 20;

  /** Its size class. */
  final int sizeClass;

  private final long address;
  private final MemorySegment whole;
  private MemorySegment latest;

  /** Keeps the reference reachable, or it would never be enqueued. */
  private @Nullable Lease lease;

  private Block(int sizeClass, long address) {
    this.sizeClass = sizeClass;
    this.address = address;
    long bytes = SizeClass.bytes(sizeClass);
    long alignment = alignment(bytes);
    long aligned = (address + alignment - 1) & -alignment;
    if (alignment == HUGE_PAGE) {
      NativeHeap.adviseHugePages(aligned, bytes & -HUGE_PAGE);
    }
    this.whole = NativeHeap.at(aligned, bytes);
    this.latest = whole;
  }

  private static long alignment(long bytes) {
    return bytes < HUGE_PAGE ? ALIGNMENT : HUGE_PAGE;
  }

  /** A new block, or null when the operating system gives none. */
  static @Nullable Block allocate(int sizeClass) {
    long bytes = SizeClass.bytes(sizeClass);
    long address = NativeHeap.malloc(bytes + alignment(bytes));
    return address == 0 ? null : new Block(sizeClass, address);
  }

  /** The size in bytes. */
  long bytes() {
    return whole.byteSize();
  }

  /** The first bytes of the block; the same object when asked for the same size again. */
  MemorySegment first(long bytes) {
    if (latest.byteSize() != bytes) {
      latest = whole.asSlice(0, bytes);
    }
    return latest;
  }

  /** Gives the block to a storage until the storage is unreachable or closed. */
  synchronized Lease lease(Storage storage, ReferenceQueue<Object> queue) {
    Lease made = new Lease(storage, this, queue);
    lease = made;
    return made;
  }

  /** Whether somebody has it. */
  synchronized boolean isLeased() {
    return lease != null;
  }

  /** Gives the memory back to the operating system. */
  void free() {
    NativeHeap.free(address);
  }

  /** What is enqueued when a storage is unreachable. */
  static final class Lease extends PhantomReference<Object> {
    private final Block block;

    private Lease(Storage storage, Block block, ReferenceQueue<Object> queue) {
      super(storage, queue);
      this.block = block;
    }

    /** Ends the lease: the block the first time, null afterwards. */
    @Nullable Block end() {
      synchronized (block) {
        if (block.lease != this) {
          return null;
        }
        block.lease = null;
        return block;
      }
    }
  }
}
