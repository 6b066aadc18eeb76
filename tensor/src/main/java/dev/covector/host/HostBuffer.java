package dev.covector.host;

import dev.covector.CovectorException;
import dev.covector.StateException;
import dev.covector.backend.DeviceBuffer;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Memory of a CPU, with or still without its content. */
public final class HostBuffer implements DeviceBuffer {
  private static final int OPEN = 0;
  private static final int CLOSED = 1;
  private static final int DONATED = 2;
  private static final AtomicIntegerFieldUpdater<HostBuffer> STATE =
      AtomicIntegerFieldUpdater.newUpdater(HostBuffer.class, "state");

  private final Storage storage;
  private volatile int state;

  /** A buffer that is an owner of the storage (already counted). */
  HostBuffer(Storage storage) {
    this.storage = storage;
  }

  /**
   * Read-only use of the caller's memory, which must stay open and unchanged while the buffer is
   * used.
   *
   * @throws CovectorException when it is on the heap, or of an arena confined to a thread
   */
  @SuppressWarnings("restricted")
  public static HostBuffer wrap(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new CovectorException(
          "wrap: the segment is on the Java heap; copy it, or use one of an Arena");
    }
    if (!segment.isAccessibleBy(new Thread(() -> {}))) {
      throw new CovectorException(
          "wrap: the segment's arena is confined to one thread; use Arena.ofShared() or ofAuto()");
    }
    // a mapped segment is of another class: reinterpreting makes it the one that kernels see
    MemorySegment plain = segment.reinterpret(segment.byteSize()).asReadOnly();
    return new HostBuffer(new Storage(plain, segment));
  }

  @Override
  public long byteSize() {
    return storage.byteSize();
  }

  @Override
  public boolean isReady() {
    return storage.isReady();
  }

  @Override
  public void await() {
    storage.await();
  }

  /** The content, after waiting; valid while this buffer is reachable and open. */
  @Override
  public MemorySegment segment() {
    requireOpen("segment");
    storage.await();
    return storage.segment();
  }

  @Override
  public void close() {
    if (STATE.compareAndSet(this, OPEN, CLOSED)) {
      storage.release();
    }
  }

  /** The storage, whatever has become of this buffer. */
  Storage storage() {
    return storage;
  }

  /** The storage with one more owner, whatever becomes of this buffer. */
  Storage share(String op) {
    requireOpen(op);
    if (!storage.tryShare()) { // another thread has closed this buffer meanwhile
      throw closed(op);
    }
    return storage;
  }

  /** The storage, which this buffer is no longer an owner of. */
  Storage donate(String op) {
    if (!STATE.compareAndSet(this, OPEN, DONATED)) {
      requireOpen(op);
    }
    return storage;
  }

  /** Throws unless the buffer is open. */
  void requireOpen(String op) {
    switch (state) {
      case OPEN -> {}
      case CLOSED -> throw closed(op);
      default ->
          throw new StateException(
              op
                  + ": the buffer was donated to an earlier call; use that call's result, or pass"
                  + " a copy to it");
    }
  }

  private static StateException closed(String op) {
    return new StateException(op + ": the buffer is closed; close it after its last use");
  }
}
