package dev.covector.data;

import org.jspecify.annotations.Nullable;

/** What comes after some elements of an epoch, at most so many. */
final class Part<T> extends Reindexed<T> {
  private final long skipped;
  private final long most;

  Part(Dataset<T> parent, long skipped, long most) {
    super(parent);
    if (skipped < 0 || most < 0) {
      throw new DataException(
          "take and skip: the count is " + Math.min(skipped, most) + "; it must be at least 0");
    }
    this.skipped = skipped;
    this.most = most;
  }

  @Override
  long length() {
    long all = parent().length();
    if (all == ENDLESS) {
      return most;
    }
    return all == UNKNOWN ? UNKNOWN : Math.min(most, Math.max(0, all - skipped));
  }

  @Override
  long parentEpoch(long epoch, long index) {
    return epoch;
  }

  @Override
  long parentIndex(long epoch, long index) {
    return skipped + index;
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    Cursor<T> elements = parent().open(epoch, skipped + start);
    return new Cursor<>() {
      private long left = Math.max(0, most - start);

      @Override
      public @Nullable T next() {
        return left-- > 0 ? elements.next() : null;
      }

      @Override
      public void close() {
        elements.close();
      }

      @Override
      public void abandon() {
        elements.abandon();
      }
    };
  }

  @Override
  public String toString() {
    return parent() + (most == ENDLESS ? ".skip(" + skipped + ")" : ".take(" + most + ")");
  }
}
