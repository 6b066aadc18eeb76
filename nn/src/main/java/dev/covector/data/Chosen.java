package dev.covector.data;

import java.util.Arrays;

/** Some elements of a random-access pipeline, by their numbers. */
final class Chosen<T> extends Reindexed<T> {
  private final int[] rows;

  Chosen(Dataset<T> parent, int[] rows) {
    super(parent);
    this.rows = rows;
  }

  @Override
  long length() {
    return rows.length;
  }

  @Override
  long parentEpoch(long epoch, long index) {
    return epoch;
  }

  @Override
  long parentIndex(long epoch, long index) {
    return rows[(int) index];
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return new IndexCursor<>(this, epoch, start);
  }

  @Override
  public String toString() {
    return parent() + ".part(%d,%08x)".formatted(rows.length, Arrays.hashCode(rows));
  }
}
