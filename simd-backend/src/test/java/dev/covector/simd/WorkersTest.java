package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  private final Workers workers = new Workers(3);

  @Test
  void everyTaskRunsOnce() {
    for (int round = 0; round < 2000; round++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(17);
      workers.run(17, t -> runs.incrementAndGet((int) t));
      for (int t = 0; t < 17; t++) {
        assertEquals(1, runs.get(t));
      }
    }
  }

  @Test
  void severalCallersAndNestedWorkFinish() throws InterruptedException {
    AtomicLong sum = new AtomicLong();
    Thread[] callers = new Thread[6];
    for (int i = 0; i < callers.length; i++) {
      callers[i] =
          new Thread(
              () -> {
                for (int round = 0; round < 300; round++) {
                  workers.run(5, t -> workers.run(4, u -> sum.addAndGet(1)));
                }
              });
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(6 * 300 * 20, sum.get());
  }

  @Test
  void workersWakeAfterAPause() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      AtomicLong sum = new AtomicLong();
      workers.run(8, sum::addAndGet);
      assertEquals(28, sum.get());
      Thread.sleep(5);
    }
  }

  @Test
  void whatATaskThrowsReachesTheCaller() {
    assertThrows(
        ArithmeticException.class,
        () ->
            workers.run(
                9,
                t -> {
                  if (t == 5) {
                    throw new ArithmeticException("five");
                  }
                }));
  }
}
