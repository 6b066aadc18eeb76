package dev.covector.data;

import java.util.function.LongFunction;

/** Elements made from their numbers. */
final class IndexedDataset<T> extends Dataset<T> {
  private final String name;
  private final long size;
  private final LongFunction<? extends T> read;

  IndexedDataset(String name, long size, LongFunction<? extends T> read) {
    this.name = name;
    this.size = size;
    this.read = read;
  }

  @Override
  public boolean isRandomAccess() {
    return true;
  }

  @Override
  long length() {
    return size;
  }

  @Override
  T read(long epoch, long index) {
    T element = read.apply(index);
    if (element == null) {
      throw new DataException("element " + index + " of " + this + " is null");
    }
    return element;
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return new IndexCursor<>(this, epoch, start);
  }

  @Override
  public String toString() {
    return name + "(" + size + ")";
  }
}
