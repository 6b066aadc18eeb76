package dev.covector.data;

/** The elements of another pipeline in another order, not all of them or several times. */
abstract sealed class Reindexed<T> extends Dataset<T>
    permits Shuffled, Part, Repeated, FromEpoch, Chosen {
  private final Dataset<T> parent;

  Reindexed(Dataset<T> parent) {
    this.parent = parent;
  }

  final Dataset<T> parent() {
    return parent;
  }

  /** The epoch of the parent that an element comes from. */
  abstract long parentEpoch(long epoch, long index);

  /** The number that an element has in the parent. */
  abstract long parentIndex(long epoch, long index);

  @Override
  public final boolean isRandomAccess() {
    return parent.isRandomAccess();
  }

  @Override
  final T read(long epoch, long index) {
    return parent.read(parentEpoch(epoch, index), parentIndex(epoch, index));
  }
}
