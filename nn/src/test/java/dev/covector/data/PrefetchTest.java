package dev.covector.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Tensor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The background thread: what it makes, what it throws, and that it ends. */
@Timeout(60)
final class PrefetchTest {
  /** Elements that remember which thread made them last. */
  private static final class Watched {
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Without end. */
    Dataset<Integer> endless() {
      return Dataset.ofIterable(
          () ->
              new CloseableIterator(
                  () -> {
                    thread.set(Thread.currentThread());
                    return made.getAndIncrement();
                  },
                  () -> closed.set(true)));
    }

    boolean isRunning() {
      Thread now = thread.get();
      return now != null && now.isAlive();
    }
  }

  private record CloseableIterator(java.util.function.Supplier<Integer> source, Runnable whenClosed)
      implements Iterator<Integer>, AutoCloseable {
    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Integer next() {
      return source.get();
    }

    @Override
    public void close() {
      whenClosed.run();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(condition.getAsBoolean());
  }

  @Test
  void elementsComeInOrderFromAnotherThread() {
    Watched watched = new Watched();
    try (DataIterator<Integer> iterator = watched.endless().take(100).prefetch(4).iterator()) {
      for (int i = 0; i < 100; i++) {
        assertEquals(i, iterator.next());
      }
      assertFalse(iterator.hasNext());
    }
    assertFalse(watched.thread.get() == Thread.currentThread());
    assertFalse(watched.isRunning());
  }

  @Test
  void noMoreIsMadeThanIsWanted() throws InterruptedException {
    Watched watched = new Watched();
    try (DataIterator<Integer> iterator = watched.endless().prefetch(3).iterator()) {
      iterator.next();
      await(() -> watched.made.get() == 5); // one taken, three waiting, one in hand
      Thread.sleep(100);
      assertEquals(5, watched.made.get());
    }
  }

  @Test
  void closingEndsTheThreadAndTheSource() {
    Watched watched = new Watched();
    DataIterator<Integer> iterator = watched.endless().prefetch(2).iterator();
    iterator.next();
    long before = System.nanoTime();
    iterator.close();
    assertTrue(System.nanoTime() - before < 5_000_000_000L, "it did not listen");
    assertFalse(watched.isRunning());
    assertTrue(watched.closed.get());
    assertFalse(iterator.hasNext());
    iterator.close();
  }

  @Test
  void closingEndsAThreadThatSleepsInAFunction() throws InterruptedException {
    CountDownLatch sleeping = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    Dataset<Long> slow =
        Dataset.ofFunction(10, i -> i)
            .map(
                i -> {
                  thread.set(Thread.currentThread());
                  sleeping.countDown();
                  try {
                    Thread.sleep(1_000_000);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return i;
                });
    DataIterator<Long> iterator = slow.prefetch(1).iterator();
    sleeping.await();
    iterator.close();
    assertFalse(thread.get().isAlive());
  }

  @Test
  void breakingOutOfALoopLeavesNoThread() throws InterruptedException {
    Watched watched = new Watched();
    breakOut(watched.endless().prefetch(2));
    await(
        () -> {
          System.gc(); // finds the iterator that the loop has dropped
          return !watched.isRunning();
        });
    assertTrue(watched.closed.get());
  }

  /** A method of its own, whose frame with the iterator is gone. */
  private static void breakOut(Dataset<Integer> elements) {
    for (int element : elements) {
      if (element == 3) {
        break;
      }
    }
  }

  @Test
  void anInterruptedConsumerStopsTheThread() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<Thread> producer = new AtomicReference<>();
    Dataset<Long> blocked =
        Dataset.ofFunction(
            10,
            i -> {
              producer.set(Thread.currentThread());
              waiting.countDown();
              try {
                Thread.sleep(1_000_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return i;
            });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread consumer =
        new Thread(
            () -> {
              try {
                blocked.prefetch(1).iterator().next();
              } catch (Throwable e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    consumer.start();
    waiting.await();
    consumer.interrupt();
    consumer.join();
    assertTrue(thrown.get().getMessage().contains("was interrupted while it waited"));
    assertTrue(flag.get());
    producer.get().join();
  }

  @Test
  void whatAFunctionThrowsArrivesWithItsCause() {
    IllegalStateException cause = new IllegalStateException("the camera is off");
    Dataset<Long> data =
        Dataset.ofFunction(10, i -> i)
            .map(
                i -> {
                  if (i == 3) {
                    throw cause;
                  }
                  return i;
                });
    for (int inAdvance : new int[] {1, 20}) {
      DataIterator<Long> iterator = data.prefetch(inAdvance).iterator();
      for (long i = 0; i < 3; i++) {
        assertEquals(i, iterator.next());
      }
      DataException e = assertThrows(DataException.class, iterator::next);
      assertTrue(e.getMessage().contains("element 3 of epoch 0 of function(10)"), e::getMessage);
      assertTrue(e.getMessage().contains("the camera is off"), e::getMessage);
      assertSame(cause, e.getCause().getCause());
      assertFalse(iterator.hasNext());
    }
  }

  @Test
  void whatASourceThrowsArrivesWithItsCause() {
    Dataset<Long> data =
        Dataset.ofFunction(
            10,
            i -> {
              throw new StackOverflowError();
            });
    DataException e = assertThrows(DataException.class, data.prefetch(1).iterator()::next);
    assertInstanceOf(StackOverflowError.class, e.getCause());
  }

  @Test
  void arraysBecomeTensorsOnTheWay() {
    Dataset<Map<String, Object>> data =
        Dataset.ofFunction(2, i -> Map.of("x", new float[] {i, 2}, "name", "n" + i));
    Map<String, Object> element = data.prefetch(1).iterator().next();
    assertInstanceOf(Tensor.class, element.get("x"));
    assertEquals("n0", element.get("name"));
    record Plain(float[] x) {}
    DataIterator<Plain> plain =
        Dataset.ofList(List.of(new Plain(new float[1]))).prefetch(1).iterator();
    DataException e = assertThrows(DataException.class, plain::next);
    assertTrue(e.getMessage().contains("Plain cannot hold them"), e::getMessage);
  }

  @Test
  void settingsAreThoseOfTheConsumer() {
    Dataset<Tensor> data = Dataset.ofFunction(2, i -> Tensor.of(new double[] {1.5}));
    assertEquals(DType.F32, data.prefetch(1).iterator().next().dtype());
    assertEquals(DType.F64, Defaults.wide(() -> data.prefetch(1).iterator().next()).dtype());
  }
}
