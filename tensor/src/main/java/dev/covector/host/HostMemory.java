package dev.covector.host;

import dev.covector.OutOfDeviceMemoryException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for tensors on the CPU: 64-byte aligned, not cleared, pooled by size class, and
 * reclaimed when unreachable.
 *
 * <p>Small buffers are pieces of a {@link Slab}. Other memory that is closed or unreachable goes
 * back to its class and is handed out again without a page fault. The pool grows freely up to a
 * mark: twice what was live after the last collection, but not less than 512 MB or the Java heap in
 * use. There it asks for a collection first, so that a loop that drops its tensors has a bounded
 * footprint; a collection that frees little moves the mark up. Below the mark the pool holds what
 * is live and what was dropped and is not found yet by the collector, which depends on the Java
 * heap: so it may grow late in a run, but not above the mark. At the limit (see {@code
 * covector.memoryLimit} in {@link MemoryLimit}) idle memory of other classes is given back, and
 * what still does not fit is an {@link OutOfDeviceMemoryException}.
 */
public final class HostMemory {
  private static final long FREE_GROWTH = 512L << 20;
  private static final long UNLIMITED = 64L << 20;
  private static final int ATTEMPTS = 4;

  private final long givenLimit;
  private final List<ArrayDeque<Block>> idle = new ArrayList<>(SizeClass.COUNT);
  private final Set<Block> blocks = ConcurrentHashMap.newKeySet();
  private final AtomicLong total = new AtomicLong();
  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Collection collection = new Collection(queue, this::arrived);
  private final Slab.Cutter cutter = new Slab.Cutter(this);
  private final Set<FramePool> borrowers = Collections.newSetFromMap(new WeakHashMap<>());
  private final ReentrantLock growth = new ReentrantLock();
  private long limit;
  private long mark;

  /** A pool of its own limit in bytes; 0 for that of {@link MemoryLimit}. */
  HostMemory(long givenLimit) {
    this.givenLimit = givenLimit;
    this.mark = givenLimit == 0 ? FREE_GROWTH : Math.min(FREE_GROWTH, givenLimit / 2);
    for (int i = 0; i < SizeClass.COUNT; i++) {
      idle.add(new ArrayDeque<>());
    }
  }

  private static final class Shared {
    static final HostMemory MEMORY = new HostMemory(0);
  }

  /** The pool of this process. */
  public static HostMemory shared() {
    return Shared.MEMORY;
  }

  /**
   * New memory, its content undefined.
   *
   * @throws OutOfDeviceMemoryException when the limit is reached, or the machine has no more
   */
  public HostBuffer allocate(long bytes) {
    return new HostBuffer(new Storage(this, bytes));
  }

  /** Bytes taken from the operating system, in use or idle. */
  public long totalBytes() {
    return total.get();
  }

  /** Bytes in use, as far as is known without a collection. */
  public long liveBytes() {
    drain();
    return total.get() - idleBytes();
  }

  /** Gives idle memory back to the operating system. */
  public void trim() {
    reclaimArenas();
    drain();
    trim(0);
  }

  /** Gives a piece of a slab to a storage. */
  void cut(long bytes, Storage to) {
    cutter.cut(bytes, to);
  }

  /** A block of at least so many bytes, not yet leased. */
  Block acquire(long bytes) {
    int sizeClass = SizeClass.of(bytes);
    Block block = take(sizeClass);
    return block != null ? block : grow(sizeClass, bytes);
  }

  ReferenceQueue<Object> queue() {
    return queue;
  }

  /** Remembers who keeps idle memory, to be asked for it before memory runs out. */
  void lends(FramePool frames) {
    synchronized (borrowers) {
      borrowers.add(frames);
    }
  }

  private void reclaimArenas() {
    List<FramePool> known;
    synchronized (borrowers) {
      known = List.copyOf(borrowers);
    }
    known.forEach(FramePool::giveBack);
  }

  /** Puts the memory of an ended lease back. */
  void recycle(Block.Lease lease) {
    Block block = lease.end();
    if (block != null) {
      lease.clear();
      ArrayDeque<Block> list = idle.get(block.sizeClass);
      synchronized (list) {
        list.push(block);
      }
    }
  }

  private @Nullable Block take(int sizeClass) {
    ArrayDeque<Block> list = idle.get(sizeClass);
    synchronized (list) {
      return list.poll();
    }
  }

  private void drain() {
    for (Reference<?> next = queue.poll(); next != null; next = queue.poll()) {
      arrived(next);
    }
  }

  private void arrived(Reference<?> reference) {
    if (reference instanceof Block.Lease lease) {
      recycle(lease);
    }
  }

  private Block grow(int sizeClass, long wanted) {
    long bytes = SizeClass.bytes(sizeClass);
    growth.lock();
    try {
      drain();
      Block block = take(sizeClass);
      if (block == null && total.get() + bytes > mark) {
        block = makeRoom(sizeClass, bytes);
      }
      for (int i = 0; block == null && exceedsLimit(bytes); i++) {
        if (i == ATTEMPTS) {
          throw exhausted(wanted, "the limit is " + size(limit()));
        }
        reclaimArenas();
        collection.run();
        block = take(sizeClass);
        trim(limit() - bytes);
      }
      return block != null ? block : fresh(sizeClass, bytes, wanted);
    } finally {
      growth.unlock();
    }
  }

  /** Collects unless much of the pool is idle, sets the mark, and gives idle memory back. */
  private @Nullable Block makeRoom(int sizeClass, long bytes) {
    Block block = null;
    if (idleBytes() < total.get() / 2) {
      collection.run();
      block = take(sizeClass);
    }
    Runtime runtime = Runtime.getRuntime();
    long live = total.get() - idleBytes();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    long free = Math.min(FREE_GROWTH, limit() / 2);
    mark = Math.min(limit(), Math.max(Math.max(free, heap), 2 * (live + bytes)));
    if (block == null) {
      trim(Math.max(mark / 4 * 3, live + bytes) - bytes);
    }
    return block;
  }

  private Block fresh(int sizeClass, long bytes, long wanted) {
    Block block = Block.allocate(sizeClass);
    if (block == null) {
      collection.run();
      trim(0);
      block = Block.allocate(sizeClass);
    }
    if (block == null) {
      throw exhausted(wanted, "the operating system gives no more");
    }
    blocks.add(block);
    total.addAndGet(bytes);
    return block;
  }

  /** Small totals are not compared: a small program need not load the management beans. */
  private boolean exceedsLimit(long bytes) {
    long grown = total.get() + bytes;
    return (givenLimit != 0 || grown > UNLIMITED) && grown > limit();
  }

  private long limit() {
    if (limit == 0) {
      limit = givenLimit != 0 ? givenLimit : MemoryLimit.bytes();
    }
    return limit;
  }

  /** Frees idle blocks, large ones first, until so many bytes are left or none is idle. */
  private void trim(long left) {
    for (int c = SizeClass.COUNT - 1; c >= 0; c--) {
      while (total.get() > left) {
        Block block = take(c);
        if (block == null) {
          break;
        }
        blocks.remove(block);
        total.addAndGet(-block.bytes());
        block.free();
      }
    }
  }

  private long idleBytes() {
    long sum = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      ArrayDeque<Block> list = idle.get(c);
      synchronized (list) {
        sum += list.size() * SizeClass.bytes(c);
      }
    }
    return sum;
  }

  private OutOfDeviceMemoryException exhausted(long wanted, String why) {
    long[] counts = new long[SizeClass.COUNT];
    for (Block block : blocks) {
      if (block.isLeased()) {
        counts[block.sizeClass]++;
      }
    }
    StringBuilder holders = new StringBuilder();
    for (int c = SizeClass.COUNT - 1; c >= 0; c--) {
      if (counts[c] > 0) {
        String each = size(SizeClass.bytes(c));
        String all = size(counts[c] * SizeClass.bytes(c));
        holders.append("\n  %s in %d buffers of up to %s".formatted(all, counts[c], each));
      }
    }
    return new OutOfDeviceMemoryException(
        "native memory: no room for %s; %s and %s are in use:%s\n"
                .formatted(size(wanted), why, size(total.get() - idleBytes()), holders)
            + "close or donate tensors, use smaller batches, or raise -D"
            + MemoryLimit.PROPERTY);
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }
}
