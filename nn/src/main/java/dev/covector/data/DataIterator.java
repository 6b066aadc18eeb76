package dev.covector.data;

import java.lang.ref.Cleaner;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a {@link Dataset} and knows where it is. For one thread; close it if it is not read
 * to its end (a thread that prefetches ends some time after the iterator is dropped, too).
 *
 * <pre>{@code
 * Dataset<Tensor> numbers = Dataset.of(Numpy.arange(6)).batch(2).prefetch(1);
 * try (DataIterator<Tensor> iterator = numbers.iterator()) {
 *   Tensor first = iterator.next(); // i32[2]
 *   System.out.println(iterator.position().next()); // 1
 * }
 * }</pre>
 *
 * @param <T> the type of an element
 */
public final class DataIterator<T> implements Iterator<T>, AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String pipeline;
  private final Cursor<T> cursor;
  private long taken;
  private @Nullable T ahead;
  private boolean ended;

  DataIterator(Dataset<T> dataset, long start) {
    pipeline = dataset.toString();
    cursor = dataset.open(0, start);
    taken = start;
    CLEANER.register(this, cursor::abandon);
  }

  /**
   * Whether there is another element; makes it.
   *
   * @throws DataException when it cannot be made; the iterator is closed then
   */
  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      try {
        ahead = cursor.next();
      } catch (Throwable e) {
        close();
        throw e;
      }
      if (ahead == null) {
        close();
      }
    }
    return ahead != null;
  }

  @Override
  public T next() {
    T element = hasNext() ? ahead : null;
    if (element == null) {
      throw new NoSuchElementException("after " + taken + " elements of " + pipeline);
    }
    ahead = null;
    taken++;
    return element;
  }

  /** After the elements that {@link #next} gave; those made in advance do not count. */
  public Position position() {
    return new Position(taken, pipeline);
  }

  /** Ends threads and closes files; there are no more elements then. */
  @Override
  public void close() {
    ended = true;
    ahead = null;
    cursor.close();
  }
}
