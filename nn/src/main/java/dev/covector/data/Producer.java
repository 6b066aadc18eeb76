package dev.covector.data;

import dev.covector.Covector;
import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes elements on a thread of its own, a bounded number in advance. The thread holds the elements
 * before it and the queue, but nothing of whoever takes from it, so that a forgotten consumer is
 * found by the collector.
 */
final class Producer<T> implements Cursor<T> {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final long CLOSE_SECONDS = 10;

  private final Work<T> work;
  private final Thread thread;
  private boolean ended;

  /** What is in the queue besides elements. */
  private enum Mark {
    END
  }

  private record Failure(Throwable cause) {}

  Producer(Dataset<T> source, long epoch, long start, int count) {
    work = new Work<>(source, epoch, start, Defaults.current(), new ArrayBlockingQueue<>(count));
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("covector-prefetch-" + NUMBER.incrementAndGet())
            .start(work);
  }

  /** An element with arrays as tensors, which have arrived. */
  static <T> T arrived(T element) {
    try {
      Tree.Flattened flat = Tree.flatten(element, Stacking::isArray);
      List<Object> leaves = new ArrayList<>(flat.leaves());
      leaves.replaceAll(leaf -> Stacking.isArray(leaf) ? Tensor.of(leaf) : leaf);
      return Covector.blockUntilReady(Tree.unflatten(flat.structure(), leaves));
    } catch (TreeException e) {
      throw new DataException(
          "prefetch: arrays become tensors, and %s cannot hold them: %s; declare its components as Tensor"
              .formatted(element.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  @Override
  public @Nullable T next() {
    if (ended) {
      return null;
    }
    Object made;
    try {
      made = work.queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new DataException(
          "prefetch: the thread was interrupted while it waited for an element; the iterator is"
              + " closed",
          e);
    }
    if (made instanceof Failure failure) {
      ended = true;
      throw new DataException(
          "prefetch: an element could not be made: " + message(failure.cause), failure.cause);
    }
    ended = made == Mark.END;
    return ended ? null : element(made);
  }

  private static String message(Throwable cause) {
    return cause instanceof DataException ? cause.getMessage() : cause.toString();
  }

  @SuppressWarnings("unchecked") // what is no mark and no failure is an element
  private T element(Object made) {
    return (T) made;
  }

  /** Ends the thread and waits for it, for a while if it does not listen. */
  @Override
  public void close() {
    ended = true;
    abandon();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void abandon() {
    work.stopped = true;
    thread.interrupt();
  }

  /** What the thread does. */
  private static final class Work<T> implements Runnable {
    private final Dataset<T> source;
    private final long epoch;
    private final long start;
    private final Defaults settings;
    private final BlockingQueue<Object> queue;
    private volatile boolean stopped;

    Work(
        Dataset<T> source, long epoch, long start, Defaults settings, BlockingQueue<Object> queue) {
      this.source = source;
      this.epoch = epoch;
      this.start = start;
      this.settings = settings;
      this.queue = queue;
    }

    @Override
    public void run() {
      try {
        Object last = Defaults.with(before -> settings, this::produce);
        if (!stopped) {
          queue.put(last); // an interrupt after the check ends it
        }
      } catch (InterruptedException e) {
        // stopped: nobody waits for the last mark
      }
    }

    /** Fills the queue; the mark that comes after the elements. */
    private Object produce() {
      try (Cursor<T> elements = source.open(epoch, start)) {
        T element = elements.next();
        while (element != null && !stopped) {
          queue.put(arrived(element));
          element = elements.next();
        }
        return Mark.END;
      } catch (Throwable e) {
        return stopped ? Mark.END : new Failure(e);
      }
    }
  }
}
