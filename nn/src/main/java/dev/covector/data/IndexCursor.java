package dev.covector.data;

import org.jspecify.annotations.Nullable;

/** Reads the elements of a random-access pipeline by their numbers. */
final class IndexCursor<T> implements Cursor<T> {
  private final Dataset<T> dataset;
  private final long epoch;
  private long next;

  IndexCursor(Dataset<T> dataset, long epoch, long start) {
    this.dataset = dataset;
    this.epoch = epoch;
    this.next = start;
  }

  @Override
  public @Nullable T next() {
    return next < dataset.length() ? dataset.read(epoch, next++) : null;
  }

  @Override
  public void close() {}
}
