package dev.covector.backend;

import java.lang.foreign.MemorySegment;

/**
 * Memory of a device. Its content may still be on its way (asynchronous dispatch): reading waits.
 */
public interface DeviceBuffer extends AutoCloseable {
  /** The size in bytes. */
  long byteSize();

  /** Whether the content is there, or the work that makes it has failed. */
  boolean isReady();

  /**
   * Waits for the content.
   *
   * @throws RuntimeException what the work that makes it threw
   */
  void await();

  /**
   * The content in host memory, after waiting. Read only, except for a buffer fresh from {@link
   * Backend#allocate}.
   */
  MemorySegment segment();

  /** Gives the memory back early; using the buffer afterwards is an error. Idempotent. */
  @Override
  void close();
}
