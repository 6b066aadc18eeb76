package dev.covector.data;

import dev.covector.Defaults;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A function of elements, computed on several threads; the elements are read on the caller's. */
final class ParallelCursor<S, T> implements Cursor<T> {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A function of an element and its number. */
  interface Numbered<S, T> {
    T apply(long index, S element);
  }

  private final Cursor<S> elements;
  private final Numbered<S, T> function;
  private final int most;
  private final ExecutorService threads;
  private final Defaults settings = Defaults.current();
  private final Queue<Future<T>> making = new ArrayDeque<>();
  private long index;
  private boolean ended;

  ParallelCursor(Cursor<S> elements, Numbered<S, T> function, long start, int count) {
    this.elements = elements;
    this.function = function;
    this.index = start;
    this.most = count;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("covector-map-" + NUMBER.incrementAndGet())
                    .unstarted(task));
  }

  @Override
  public @Nullable T next() {
    while (!ended && making.size() < most) {
      S element = elements.next();
      if (element == null) {
        ended = true;
      } else {
        making.add(begin(index++, element));
      }
    }
    Future<T> first = making.poll();
    return first == null ? null : result(first);
  }

  private Future<T> begin(long number, S element) {
    try {
      return threads.submit(
          () -> Defaults.with(before -> settings, () -> function.apply(number, element)));
    } catch (RejectedExecutionException e) {
      throw new DataException("map: the iterator is closed", e);
    }
  }

  private T result(Future<T> made) {
    try {
      return made.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new DataException("map: an element could not be made: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new DataException(
          "map: the thread was interrupted while it waited for an element; the iterator is closed",
          e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    elements.close();
  }

  @Override
  public void abandon() {
    threads.shutdownNow();
    elements.abandon();
  }
}
