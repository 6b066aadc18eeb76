package dev.covector.host;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few objects kept for the next use, without locks and without allocation. Each thread has a cell
 * of its own that it looks at first, so that threads seldom meet.
 */
final class Spares<T> {
  /** A power of two. */
  private static final int CELLS = 8;

  /** References between two cells: they lie on cache lines of their own. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<@Nullable T> cells =
      new AtomicReferenceArray<>(CELLS * STRIDE);

  /** An object that was given back, or null when there is none. */
  @Nullable T take() {
    int own = own();
    T mine = cells.getAndSet(own * STRIDE, null);
    return mine != null ? mine : search(own);
  }

  private @Nullable T search(int own) {
    for (int i = 1; i < CELLS; i++) {
      int cell = (own + i & CELLS - 1) * STRIDE;
      if (cells.get(cell) != null) {
        T found = cells.getAndSet(cell, null);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Keeps an object; false where there is no room. */
  boolean give(T object) {
    int own = own();
    for (int i = 0; i < CELLS; i++) {
      int cell = (own + i & CELLS - 1) * STRIDE;
      if (cells.get(cell) == null && cells.compareAndSet(cell, null, object)) {
        return true;
      }
    }
    return false;
  }

  private static int own() {
    return (int) Thread.currentThread().threadId() & CELLS - 1;
  }
}
