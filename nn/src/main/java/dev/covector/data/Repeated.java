package dev.covector.data;

import org.jspecify.annotations.Nullable;

/** All elements several times, or without end. */
final class Repeated<T> extends Reindexed<T> {
  private final long times;

  Repeated(Dataset<T> parent, long times) {
    super(parent);
    parent.requireEnd("repeat");
    if (times < 0) {
      throw new DataException("repeat: " + times + " times; it must be at least 0");
    }
    if (times == ENDLESS && parent.length() == 0) {
      throw new DataException("repeat: " + parent + " has no elements to repeat");
    }
    this.times = times;
  }

  @Override
  long length() {
    if (times == ENDLESS || times == 0) {
      return times;
    }
    long once = parent().length();
    return once == UNKNOWN ? UNKNOWN : Math.multiplyExact(once, times);
  }

  /** Without end, the epochs of this step begin one after the other. */
  private long firstPass(long epoch) {
    return times == ENDLESS ? epoch : Math.multiplyExact(epoch, times);
  }

  @Override
  long parentEpoch(long epoch, long index) {
    return firstPass(epoch) + index / parent().length();
  }

  @Override
  long parentIndex(long epoch, long index) {
    return index % parent().length();
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    long once = parent().length();
    if (once == 0) {
      return new Passes(firstPass(epoch), 0, times);
    }
    if (once != UNKNOWN) {
      return new Passes(firstPass(epoch), start % once, start / once);
    }
    Passes passes = new Passes(firstPass(epoch), 0, 0);
    for (long i = 0; i < start && passes.next() != null; i++) {
      // how long a pass is, only reading it says
    }
    return passes;
  }

  @Override
  public String toString() {
    return parent() + ".repeat(" + (times == ENDLESS ? "" : times) + ")";
  }

  private final class Passes implements Cursor<T> {
    private final long first;
    private long pass;
    private boolean empty = true;
    private volatile @Nullable Cursor<T> elements;

    Passes(long first, long start, long pass) {
      this.first = first;
      this.pass = pass;
      this.elements = pass < times ? parent().open(first + pass, start) : null;
    }

    @Override
    public @Nullable T next() {
      Cursor<T> now = elements;
      while (now != null) {
        T element = now.next();
        if (element != null) {
          empty = false;
          return element;
        }
        now.close();
        if (empty && times == ENDLESS && parent().length() == UNKNOWN) {
          throw new DataException("repeat: " + parent() + " has no elements to repeat");
        }
        pass++;
        now = pass < times ? parent().open(first + pass, 0) : null;
        elements = now;
      }
      return null;
    }

    @Override
    public void close() {
      Cursor<T> now = elements;
      if (now != null) {
        now.close();
      }
    }

    @Override
    public void abandon() {
      Cursor<T> now = elements;
      if (now != null) {
        now.abandon();
      }
    }
  }
}
