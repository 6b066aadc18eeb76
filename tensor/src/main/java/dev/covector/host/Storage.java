package dev.covector.host;

import dev.covector.CovectorException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory with one or more owners (buffers and tasks), or the promise of it by a {@link Task}. When
 * all owners are gone it returns to the pool: at once if each released it, otherwise after a
 * collection. Released or not, it is valid only while this object is reachable.
 */
final class Storage {
  private final long byteSize;
  private volatile @Nullable Task task;
  private @Nullable MemorySegment segment;
  private @Nullable Throwable failure;
  private int owners = 1;

  /** Null for memory of somebody else's or of a slab, and before there is any. */
  private Block.@Nullable Lease lease;

  private @Nullable HostMemory memory;

  /** Keeps the memory of somebody else's or a slab's reachable, which is all it is for. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Object keeper;

  /** Memory of the pool. */
  Storage(HostMemory memory, long byteSize) {
    this.byteSize = byteSize;
    fill(memory);
  }

  /** Memory of somebody else's, never written to or given to others. */
  Storage(MemorySegment segment, Object keeper) {
    this.byteSize = segment.byteSize();
    this.segment = segment;
    this.keeper = keeper;
  }

  /** No memory yet; a task, if there is one, has to complete it. */
  Storage(long byteSize, @Nullable Task task) {
    this.byteSize = byteSize;
    this.task = task;
  }

  /** The size in bytes. */
  long byteSize() {
    return byteSize;
  }

  /** Whether the content is there, or will never be. */
  boolean isReady() {
    return task == null;
  }

  /** Waits for the content; throws what the task threw. */
  void await() {
    Task running = task;
    if (running != null) {
      running.await();
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new CovectorException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The memory, without waiting. */
  MemorySegment segment() {
    if (segment == null) {
      throw new IllegalStateException("no memory yet");
    }
    return segment;
  }

  /** Gets memory of the pool. */
  void fill(HostMemory pool) {
    if (byteSize <= Slab.PIECE_BYTES) {
      Slab.Piece piece = pool.cut(byteSize);
      segment = piece.memory();
      keeper = piece.keeper();
      return;
    }
    memory = pool;
    adopt(pool.acquire(byteSize));
  }

  /** Takes over the memory of another storage, which nobody may use any more. */
  void takeFrom(Storage donor) {
    Block.Lease given = donor.lease;
    Block block = given == null ? null : given.end();
    if (block == null) {
      throw new IllegalStateException("nothing to give");
    }
    memory = donor.memory;
    donor.lease = null;
    adopt(block);
  }

  private void adopt(Block block) {
    segment = block.first(byteSize);
    if (memory != null) {
      lease = block.lease(this, memory.queue());
    }
  }

  /** Tells those who wait that the content is there, or why not. Called once, by the task. */
  synchronized void complete(@Nullable Throwable reason) {
    failure = reason;
    if (reason != null) {
      owners = 0;
    }
    task = null;
    recycleUnowned();
  }

  /** Adds an owner. */
  synchronized Storage share() {
    owners++;
    return this;
  }

  /** Whether it is a whole block and has but one owner, so that the owner may give it away. */
  synchronized boolean isExclusive() {
    return lease != null && owners == 1;
  }

  /** Removes an owner, who must not use it any more. */
  synchronized void release() {
    owners--;
    recycleUnowned();
  }

  private void recycleUnowned() {
    if (owners <= 0 && task == null && lease != null && memory != null) {
      memory.recycle(lease);
      lease = null;
    }
  }
}
