package dev.covector.data;

/** A pipeline whose first pass has another number than 0. */
final class FromEpoch<T> extends Reindexed<T> {
  private final long first;

  FromEpoch(Dataset<T> parent, long first) {
    super(parent);
    if (first < 0) {
      throw new DataException("epoch: the number is " + first + "; it must be at least 0");
    }
    this.first = first;
  }

  @Override
  long length() {
    return parent().length();
  }

  @Override
  long parentEpoch(long epoch, long index) {
    return first + epoch;
  }

  @Override
  long parentIndex(long epoch, long index) {
    return index;
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return parent().open(first + epoch, start);
  }

  @Override
  public String toString() {
    return parent() + ".epoch(" + first + ")";
  }
}
