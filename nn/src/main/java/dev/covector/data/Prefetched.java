package dev.covector.data;

/** Elements made on a background thread; by number, they are made where they are asked for. */
final class Prefetched<T> extends Dataset<T> {
  private final Dataset<T> parent;
  private final int count;

  Prefetched(Dataset<T> parent, int count) {
    if (count < 1) {
      throw new DataException("prefetch: the count is " + count + "; it must be at least 1");
    }
    this.parent = parent;
    this.count = count;
  }

  @Override
  public boolean isRandomAccess() {
    return parent.isRandomAccess();
  }

  @Override
  long length() {
    return parent.length();
  }

  @Override
  T read(long epoch, long index) {
    return Producer.arrived(parent.read(epoch, index));
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return new Producer<>(parent, epoch, start, count);
  }

  /** A position does not depend on what is made in advance. */
  @Override
  public String toString() {
    return parent.toString();
  }
}
