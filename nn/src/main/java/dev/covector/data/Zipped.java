package dev.covector.data;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A function of the elements of two pipelines with the same number. */
final class Zipped<T, U, R> extends Dataset<R> {
  private final Dataset<T> first;
  private final Dataset<U> second;
  private final BiFunction<? super T, ? super U, ? extends R> function;

  Zipped(
      Dataset<T> first, Dataset<U> second, BiFunction<? super T, ? super U, ? extends R> function) {
    this.first = first;
    this.second = second;
    this.function = function;
  }

  @Override
  public boolean isRandomAccess() {
    return first.isRandomAccess() && second.isRandomAccess();
  }

  @Override
  long length() {
    return first.length() == UNKNOWN || second.length() == UNKNOWN
        ? UNKNOWN
        : Math.min(first.length(), second.length());
  }

  @Override
  R read(long epoch, long index) {
    return apply(epoch, index, first.read(epoch, index), second.read(epoch, index));
  }

  private R apply(long epoch, long index, T a, U b) {
    R result;
    try {
      result = function.apply(a, b);
    } catch (RuntimeException e) {
      throw new DataException(
          "zip: the function failed for element %d of epoch %d of %s: %s"
              .formatted(index, epoch, this, e),
          e);
    }
    if (result == null) {
      throw new DataException(
          "zip: the function returned null for element %d of %s".formatted(index, this));
    }
    return result;
  }

  @Override
  Cursor<R> open(long epoch, long start) {
    Cursor<T> left = first.open(epoch, start);
    Cursor<U> right = second.open(epoch, start);
    return new Cursor<>() {
      private long index = start;

      @Override
      public @Nullable R next() {
        T a = left.next();
        U b = a == null ? null : right.next();
        return a == null || b == null ? null : apply(epoch, index++, a, b);
      }

      @Override
      public void close() {
        left.close();
        right.close();
      }

      @Override
      public void abandon() {
        left.abandon();
        right.abandon();
      }
    };
  }

  @Override
  public String toString() {
    return "zip(" + first + ", " + second + ")";
  }
}
