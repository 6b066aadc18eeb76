package dev.covector.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several elements as one. */
final class Batched<T> extends Dataset<T> {
  private final Dataset<T> parent;
  private final int size;
  private final boolean dropLast;

  /** The arrays whose rows the elements are, if steps before this one only reorder them. */
  private final @Nullable ArrayDataset<T> arrays;

  Batched(Dataset<T> parent, int size, boolean dropLast) {
    if (size < 1) {
      throw new DataException("batch: the size is " + size + "; it must be at least 1");
    }
    this.parent = parent;
    this.size = size;
    this.dropLast = dropLast;
    Dataset<T> source = parent;
    while (source instanceof Reindexed<T> step) {
      source = step.parent();
    }
    this.arrays = source instanceof ArrayDataset<T> rows ? rows : null;
  }

  @Override
  public boolean isRandomAccess() {
    return parent.isRandomAccess();
  }

  @Override
  long length() {
    long elements = parent.length();
    if (elements == UNKNOWN || elements == ENDLESS) {
      return elements;
    }
    return dropLast ? elements / size : Math.ceilDiv(elements, size);
  }

  @Override
  T read(long epoch, long index) {
    return read(epoch, index, new Scratch());
  }

  private T read(long epoch, long index, Scratch scratch) {
    long first = index * size;
    long elements = parent.length();
    int count = elements == ENDLESS ? size : (int) Math.min(size, elements - first);
    if (arrays != null) {
      return arrays.gather(count, i -> row(epoch, first + i), scratch);
    }
    List<T> several = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      several.add(parent.read(epoch, first + i));
    }
    return Stacking.stack(several, scratch);
  }

  /** The row of the arrays that an element is. */
  private long row(long epoch, long index) {
    Dataset<T> step = parent;
    while (step instanceof Reindexed<T> reindexed) {
      long number = reindexed.parentIndex(epoch, index);
      epoch = reindexed.parentEpoch(epoch, index);
      index = number;
      step = reindexed.parent();
    }
    return index;
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return arrays != null ? new OfRows(epoch, start) : new OfElements(epoch, start);
  }

  @Override
  public String toString() {
    return parent + ".batch(" + size + (dropLast ? ", dropLast)" : ")");
  }

  /** Copies rows of arrays. */
  private final class OfRows implements Cursor<T> {
    private final Scratch scratch = new Scratch();
    private final long epoch;
    private long next;

    OfRows(long epoch, long start) {
      this.epoch = epoch;
      this.next = start;
    }

    @Override
    public @Nullable T next() {
      return next < length() ? read(epoch, next++, scratch) : null;
    }

    @Override
    public void close() {}
  }

  /** Takes elements as they come. */
  private final class OfElements implements Cursor<T> {
    private final Scratch scratch = new Scratch();
    private final Cursor<T> elements;

    OfElements(long epoch, long start) {
      elements = parent.open(epoch, Math.multiplyExact(start, size));
    }

    @Override
    public @Nullable T next() {
      List<T> several = new ArrayList<>(size);
      for (T element = elements.next(); element != null; element = elements.next()) {
        several.add(element);
        if (several.size() == size) {
          break;
        }
      }
      boolean missing = several.isEmpty() || dropLast && several.size() < size;
      return missing ? null : Stacking.stack(several, scratch);
    }

    @Override
    public void close() {
      elements.close();
    }

    @Override
    public void abandon() {
      elements.abandon();
    }
  }
}
