package dev.covector.data;

import org.jspecify.annotations.Nullable;

/** A function of each element. */
final class Mapped<S, T> extends Dataset<T> {
  private final Dataset<S> parent;
  private final String step;
  private final ElementFunction<? super S, ? extends T> function;
  private final int threads;

  /** What becomes of an element, by its epoch and number. */
  interface ElementFunction<S, T> {
    T apply(long epoch, long index, S element);
  }

  Mapped(Dataset<S> parent, String step, ElementFunction<? super S, ? extends T> function) {
    this(parent, step, function, 1);
  }

  Mapped(
      Dataset<S> parent,
      String step,
      ElementFunction<? super S, ? extends T> function,
      int threads) {
    if (threads < 1) {
      throw new DataException("map: there are " + threads + " threads; there must be at least 1");
    }
    this.parent = parent;
    this.step = step;
    this.function = function;
    this.threads = threads;
  }

  private T apply(long epoch, long index, S element) {
    T result;
    try {
      result = function.apply(epoch, index, element);
    } catch (RuntimeException e) {
      throw new DataException(
          "map: the function failed for element %d of epoch %d of %s: %s"
              .formatted(index, epoch, parent, e),
          e);
    }
    if (result == null) {
      throw new DataException(
          "map: the function returned null for element %d of %s".formatted(index, parent));
    }
    return result;
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
    return apply(epoch, index, parent.read(epoch, index));
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    Cursor<S> elements = parent.open(epoch, start);
    if (threads > 1) {
      return new ParallelCursor<>(elements, (index, x) -> apply(epoch, index, x), start, threads);
    }
    return new Cursor<>() {
      private long index = start;

      @Override
      public @Nullable T next() {
        S element = elements.next();
        return element == null ? null : apply(epoch, index++, element);
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
    return parent + "." + step;
  }
}
