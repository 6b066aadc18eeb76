package dev.covector.data;

import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Elements that are gone through from the start. */
final class StreamDataset<T> extends Dataset<T> {
  private final String name;
  private final Supplier<? extends Iterator<? extends T>> source;

  StreamDataset(String name, Supplier<? extends Iterator<? extends T>> source) {
    this.name = name;
    this.source = source;
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
    Stream<T> stream = new Stream<>(source.get());
    for (long i = 0; i < start && stream.next() != null; i++) {
      // what comes before has to be read
    }
    return stream;
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Stream<T> implements Cursor<T> {
    private final Iterator<? extends T> elements;
    private boolean closed;

    Stream(Iterator<? extends T> elements) {
      this.elements = elements;
    }

    @Override
    public synchronized @Nullable T next() {
      if (closed || !elements.hasNext()) {
        close();
        return null;
      }
      T element = elements.next();
      if (element == null) {
        throw new DataException("the source gave null for an element");
      }
      return element;
    }

    @Override
    public synchronized void close() {
      if (!closed && elements instanceof AutoCloseable resource) {
        closed = true;
        try {
          resource.close();
        } catch (Exception e) {
          throw new DataException("the source cannot be closed: " + e.getMessage(), e);
        }
      }
      closed = true;
    }
  }
}
