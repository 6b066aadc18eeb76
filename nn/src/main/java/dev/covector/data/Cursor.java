package dev.covector.data;

import org.jspecify.annotations.Nullable;

/** Elements of one epoch, one after the other, for one thread. */
interface Cursor<T> extends AutoCloseable {
  /** The next element, or null at the end. */
  @Nullable T next();

  /** Lets go of threads and files; does nothing the second time. Another thread may call it. */
  @Override
  void close();

  /** As {@link #close}, without waiting for a thread to end. */
  default void abandon() {
    close();
  }
}
