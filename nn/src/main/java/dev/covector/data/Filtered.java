package dev.covector.data;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The elements that a condition holds for. */
final class Filtered<T> extends Dataset<T> {
  private final Dataset<T> parent;
  private final Predicate<? super T> condition;

  Filtered(Dataset<T> parent, Predicate<? super T> condition) {
    this.parent = parent;
    this.condition = condition;
  }

  @Override
  public boolean isRandomAccess() {
    return false;
  }

  @Override
  long length() {
    return UNKNOWN;
  }

  @Override
  T read(long epoch, long index) {
    throw new IllegalStateException(this + " has no random access");
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    Cursor<T> all = parent.open(epoch, 0);
    Cursor<T> chosen =
        new Cursor<>() {
          private long index;

          @Override
          public @Nullable T next() {
            T element = all.next();
            while (element != null && !holds(epoch, index++, element)) {
              element = all.next();
            }
            return element;
          }

          @Override
          public void close() {
            all.close();
          }

          @Override
          public void abandon() {
            all.abandon();
          }
        };
    for (long i = 0; i < start && chosen.next() != null; i++) {
      // what comes before has to be read
    }
    return chosen;
  }

  private boolean holds(long epoch, long index, T element) {
    try {
      return condition.test(element);
    } catch (RuntimeException e) {
      throw new DataException(
          "filter: the condition failed for element %d of epoch %d of %s: %s"
              .formatted(index, epoch, parent, e),
          e);
    }
  }

  @Override
  public String toString() {
    return parent + ".filter";
  }
}
