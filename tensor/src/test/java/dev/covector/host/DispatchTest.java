package dev.covector.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.StateException;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatchTest {
  private static final int LARGE = 1 << 18;

  private static Run negation(int elements) {
    Run run = new Run();
    int x = run.input(DType.F32, elements);
    int y = run.buffer(DType.F32, elements);
    return run.apply(ScalarFn.NEG, y, x).outputs(y);
  }

  /** Passes its input on after calling the code; too large to run inline. */
  private static Executable calling(HostCall.Code code) {
    Run run = new Run();
    int x = run.input(DType.F32, LARGE);
    int y = run.buffer(DType.F32, LARGE);
    int z = run.buffer(DType.F32, 1);
    return run.apply(ScalarFn.NEG, y, x)
        .then(new HostCall("probe", code, List.of(y), List.of(z)))
        .outputs(y, z)
        .compile();
  }

  private static DeviceBuffer large() {
    return Run.of(new float[LARGE]);
  }

  @Test
  void smallWorkIsDoneWhenItReturns() {
    DeviceBuffer result = negation(8).run(Run.of(new float[8]))[0];
    assertTrue(result.isReady());
  }

  @Test
  void largeWorkIsDoneLaterAndInOrder() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    DeviceBuffer first =
        calling(
                (in, out) -> {
                  try {
                    gate.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .run(new DeviceBuffer[] {large()}, null)[0];
    DeviceBuffer second = negation(LARGE).run(first)[0];
    assertFalse(first.isReady());
    assertFalse(second.isReady());
    gate.countDown();
    assertEquals(0f, Run.floats(second)[LARGE - 1]);
    assertTrue(first.isReady());
  }

  @Test
  void inputsMayBeClosedWhileTheWorkIsUnderWay() {
    DeviceBuffer input = large();
    input.segment().fill((byte) 0);
    Executable program = negation(LARGE).compile();
    DeviceBuffer result = program.run(new DeviceBuffer[] {input}, null)[0];
    input.close();
    DeviceBuffer other = large();
    other.segment().fill((byte) 1);
    assertEquals(-0f, Run.floats(result)[7]);
    assertThrows(StateException.class, () -> program.run(new DeviceBuffer[] {input}, null));
  }

  @Test
  void anErrorSurfacesAtTheWaitWithTheLineOfTheCall() {
    DeviceBuffer[] failed =
        calling(
                (in, out) -> {
                  throw new IllegalArgumentException("no luck");
                })
            .run(new DeviceBuffer[] {large()}, null);
    DeviceBuffer follower = negation(LARGE).run(failed[0])[0];
    for (DeviceBuffer buffer : List.of(failed[0], failed[1], follower)) {
      CovectorException e = assertThrows(CovectorException.class, buffer::await);
      assertTrue(e.getMessage().contains("probe: the callback threw"), e.getMessage());
      assertTrue(e.getMessage().contains("no luck"), e.getMessage());
      assertTrue(e.getMessage().contains("DispatchTest.java:"), e.getMessage());
    }
    assertEquals(1, negation(1).run(Run.of(-1f)).length);
  }

  @Test
  void aCallbackMayRunProgramsAndWaitForThem() {
    List<Float> seen = Collections.synchronizedList(new ArrayList<>());
    DeviceBuffer[] later = new DeviceBuffer[1];
    CountDownLatch queued = new CountDownLatch(1);
    DeviceBuffer[] result =
        calling(
                (in, out) -> {
                  try {
                    queued.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  seen.add(Run.floats(negation(LARGE).run(large())[0])[0]);
                  seen.add(Run.floats(later[0])[0]); // it is behind this very call in the queue
                  out.get(0).set(ValueLayout.JAVA_FLOAT, 0, 5);
                })
            .run(new DeviceBuffer[] {large()}, null);
    later[0] = negation(LARGE).run(large())[0];
    queued.countDown();
    assertArrayEquals(new float[] {5}, Run.floats(result[1]));
    assertEquals(2, seen.size());
  }

  @Test
  void aCallbackThatWaitsForItsOwnResultFails() {
    DeviceBuffer[][] result = new DeviceBuffer[1][];
    CountDownLatch known = new CountDownLatch(1);
    result[0] =
        calling(
                (in, out) -> {
                  try {
                    known.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  result[0][0].await();
                })
            .run(new DeviceBuffer[] {large()}, null);
    known.countDown();
    CovectorException e = assertThrows(CovectorException.class, result[0][1]::await);
    assertTrue(e.getMessage().contains("the program that called it"), e.getMessage());
  }

  @Test
  void effectsKeepTheOrderOfTheCalls() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<DeviceBuffer> results = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int number = i;
      Run run = new Run();
      int size = i % 3 == 0 ? LARGE : 1;
      int x = run.input(DType.F32, size);
      int y = run.buffer(DType.F32, size);
      int z = run.buffer(DType.F32, 1);
      results.add(
          run.apply(ScalarFn.NEG, y, x)
              .then(new HostCall("count", (in, out) -> order.add(number), List.of(y), List.of(z)))
              .outputs(z)
              .run(Run.of(new float[size]))[0]);
    }
    results.forEach(DeviceBuffer::await);
    assertEquals(IntStream.range(0, 40).boxed().toList(), order);
  }

  @Test
  void outputsThatAreInputsConstantsOrTheSameShareMemory() {
    Run run = new Run();
    int x = run.input(DType.F32, 2);
    int c = run.constant(3, 4);
    int y = run.buffer(DType.F32, 2);
    Executable program = run.apply(ScalarFn.ADD, y, x, c).outputs(x, c, y, y).compile();
    DeviceBuffer input = Run.of(1f, 2f);
    DeviceBuffer[] out = program.run(new DeviceBuffer[] {input}, null);
    assertNotSame(input, out[0]);
    assertEquals(input.segment().address(), out[0].segment().address());
    assertEquals(out[2].segment().address(), out[3].segment().address());
    input.close();
    out[2].close();
    assertArrayEquals(new float[] {1, 2}, Run.floats(out[0]));
    assertArrayEquals(new float[] {3, 4}, Run.floats(out[1]));
    assertArrayEquals(new float[] {4, 6}, Run.floats(out[3]));
  }

  @Test
  void aDonatedInputGivesItsMemoryToTheOutputAndIsAnErrorToUse() {
    for (int size : new int[] {512, LARGE}) {
      Executable program = negation(size).compile();
      DeviceBuffer input = Run.of(new float[size]);
      long address = input.segment().address();
      DeviceBuffer out = program.run(new DeviceBuffer[] {input}, new boolean[] {true})[0];
      assertEquals(address, out.segment().address());
      StateException e = assertThrows(StateException.class, input::segment);
      assertTrue(e.getMessage().contains("donated"), e.getMessage());
      assertEquals(size, Run.floats(out).length);
    }
  }

  @Test
  void aDonatedInputThatSomebodyElseHasIsLeftAlone() {
    Run same = new Run();
    Executable identity = same.outputs(same.input(DType.F32, 4)).compile();
    DeviceBuffer input = Run.of(1f, 2f, 3f, 4f);
    DeviceBuffer other = identity.run(new DeviceBuffer[] {input}, null)[0];
    DeviceBuffer out =
        negation(4).compile().run(new DeviceBuffer[] {input}, new boolean[] {true})[0];
    assertArrayEquals(new float[] {1, 2, 3, 4}, Run.floats(other));
    assertArrayEquals(new float[] {-1, -2, -3, -4}, Run.floats(out));
  }

  @Test
  void manyThreadsRunOneExecutable() throws InterruptedException {
    Run run = new Run();
    int x = run.input(DType.F32, 64);
    int y = run.buffer(DType.F32, 64);
    int z = run.buffer(DType.F32, 64);
    Executable program =
        run.apply(ScalarFn.ADD, y, x, x).apply(ScalarFn.MUL, z, y, x).outputs(z).compile();
    List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 1; t <= 8; t++) {
      float value = t;
      threads.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, e) -> wrong.add(e))
              .start(
                  () -> {
                    float[] in = new float[64];
                    java.util.Arrays.fill(in, value);
                    for (int i = 0; i < 300; i++) {
                      DeviceBuffer out = program.run(new DeviceBuffer[] {Run.of(in)}, null)[0];
                      assertEquals(2 * value * value, Run.floats(out)[63]);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), wrong);
  }
}
