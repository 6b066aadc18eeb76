package dev.covector.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.kernel.ScalarFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who runs work that was handed over: a caller that waits for it, or the dispatcher's thread. */
@Timeout(60)
class TurnsTest {
  /** Too large to run inside the call. */
  private static final int LARGE = 1 << 18;

  private final Dispatcher dispatcher = new Dispatcher();
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

  /** A program of one kernel, which does what the test wants instead of its work. */
  private Executable program(Runnable kernel) {
    Run run = new Run();
    int x = run.input(DType.F32, LARGE);
    int y = run.buffer(DType.F32, LARGE);
    run.apply(ScalarFn.NEG, y, x).outputs(y);
    return new HostExecutable(
        run.program(), any -> buffers -> kernel.run(), HostMemory.shared(), dispatcher);
  }

  private DeviceBuffer call(Executable program) {
    return program.run(new DeviceBuffer[] {Run.of(new float[LARGE])}, null)[0];
  }

  /** The count goes down after those who wait were told; fails by the timeout. */
  private void awaitIdle() {
    while (!dispatcher.isIdle()) {
      Thread.onSpinWait();
    }
  }

  private void note() {
    runner.set(Thread.currentThread());
  }

  @Test
  void aCallerThatWaitsAtOnceDoesTheWorkItself() {
    Executable program = program(this::note);
    int own = 0;
    for (int i = 0; i < 100; i++) {
      DeviceBuffer result = call(program);
      result.await();
      own += runner.get() == Thread.currentThread() ? 1 : 0;
      result.close();
    }
    // not always: a caller that is held up for longer than a poll finds its work done
    assertTrue(own > 0, own + " of 100");
    awaitIdle();
  }

  @Test
  void workThatNobodyWaitsForIsDone() throws InterruptedException {
    Executable program = program(this::note);
    for (int i = 0; i < 5; i++) {
      DeviceBuffer result = call(program);
      while (!result.isReady()) {
        Thread.sleep(1);
      }
      assertNotSame(Thread.currentThread(), runner.get());
      call(program).await(); // so that the next one is left to the polling thread
    }
  }

  @Test
  void aCallerThatWaitsDoesEarlierWorkFirst() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<DeviceBuffer> results = new ArrayList<>();
    for (int i = 0; i < 200; i++) { // more than the queue holds
      int number = i;
      results.add(call(program(() -> order.add(number))));
    }
    results.getLast().await();
    assertEquals(200, order.size());
    assertEquals(order.stream().sorted().toList(), order);
    assertTrue(results.stream().allMatch(DeviceBuffer::isReady));
  }

  @Test
  void aCallerWaitsForWorkThatIsUnderWayElsewhere() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    Executable slow =
        program(
            () -> {
              note();
              started.countDown();
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    DeviceBuffer first = call(slow);
    Thread other = Thread.ofPlatform().start(first::await);
    started.await();
    assertFalse(first.isReady());
    Thread third = Thread.ofPlatform().start(first::await);
    gate.countDown();
    first.await();
    assertTrue(first.isReady());
    assertNotSame(Thread.currentThread(), runner.get());
    other.join();
    third.join();
    awaitIdle();
  }

  @Test
  void threadsThatWaitForTheirOwnWorkAllGetIt() throws InterruptedException {
    List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
    List<Integer> running = Collections.synchronizedList(new ArrayList<>());
    Executable program =
        program(
            () -> {
              running.add(1);
              if (running.size() > 1) {
                wrong.add(new IllegalStateException("two tasks at once"));
              }
              running.removeLast();
            });
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, e) -> wrong.add(e))
              .start(
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      DeviceBuffer result = call(program);
                      result.await();
                      assertTrue(result.isReady());
                      result.close();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), wrong);
    awaitIdle();
    assertEquals(0, running.size());
  }
}
