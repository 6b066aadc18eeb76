package dev.covector.host;

import dev.covector.CovectorException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Memory with one or more owners (buffers and tasks), or the promise of it by a {@link Task}. When
 * all owners are gone it returns to the pool: at once if each released it, otherwise after a
 * collection. Released or not, it is valid only while this object is reachable.
 */
final class Storage {
  private static final AtomicIntegerFieldUpdater<Storage> OWNERS =
      AtomicIntegerFieldUpdater.newUpdater(Storage.class, "owners");

  private final long byteSize;
  private volatile @Nullable Task task;
  private @Nullable MemorySegment segment;
  private @Nullable Throwable failure;
  private volatile int owners;

  /** Null for memory of somebody else's or of a slab, and before there is any. */
  private Block.@Nullable Lease lease;

  private @Nullable HostMemory memory;

  /**
   * Keeps the memory of somebody else's or a slab's reachable. Where there is a keeper, owners need
   * not be counted: nothing can be given back before this object is unreachable.
   */
  private @Nullable Object keeper;

  /** Memory of the pool. */
  Storage(HostMemory memory, long byteSize) {
    this(byteSize);
    fill(memory);
  }

  /** Memory of somebody else's, never written to or given to others. */
  Storage(MemorySegment segment, Object keeper) {
    this(segment.byteSize());
    this.segment = segment;
    this.keeper = keeper;
  }

  /** No memory yet; a task, if there is one, has to complete it. */
  Storage(long byteSize, @Nullable Task task) {
    this(byteSize);
    if (task != null) {
      this.task = task;
    }
  }

  /** Nobody else sees this object yet: the fence of a volatile write would be for nothing. */
  private Storage(long byteSize) {
    this.byteSize = byteSize;
    OWNERS.lazySet(this, 1);
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
    if (failure != null) {
      fail(failure);
    }
  }

  private static void fail(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new CovectorException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The memory, without waiting. */
  MemorySegment segment() {
    MemorySegment known = segment;
    if (known == null) {
      throw new IllegalStateException("no memory yet");
    }
    return known;
  }

  /** Gets memory of the pool. */
  void fill(HostMemory pool) {
    if (byteSize <= Slab.PIECE_BYTES) {
      pool.cut(byteSize, this);
      return;
    }
    memory = pool;
    adopt(pool.acquire(byteSize));
  }

  /** Takes a piece of a slab. */
  void adopt(MemorySegment piece, Object slab) {
    segment = piece;
    keeper = slab;
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
  void complete(@Nullable Throwable reason) {
    failure = reason;
    task = null;
    if (reason != null || owners == 0) {
      recycle();
    }
  }

  /** Adds an owner; false when the last one has gone. */
  boolean tryShare() {
    if (keeper != null) {
      return true;
    }
    while (true) {
      int count = owners;
      if (count == 0) {
        return false;
      }
      if (OWNERS.compareAndSet(this, count, count + 1)) {
        return true;
      }
    }
  }

  /** Adds an owner, on behalf of one. */
  Storage share() {
    if (!tryShare()) {
      throw new IllegalStateException("shared by nobody");
    }
    return this;
  }

  /** Whether it is a whole block and has but one owner, so that the owner may give it away. */
  boolean isExclusive() {
    return lease != null && owners == 1;
  }

  /** Removes an owner, who must not use it any more. */
  void release() {
    if (keeper == null && OWNERS.decrementAndGet(this) == 0 && task == null) {
      recycle();
    }
  }

  /** Possibly by two threads at once, of which the lease lets one through. */
  private void recycle() {
    Block.Lease ended = lease;
    if (ended != null && memory != null) {
      lease = null;
      memory.recycle(ended);
    }
  }
}
