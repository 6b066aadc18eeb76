package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
  @Test
  void codeFindsZerosInItsMemoryWhateverOtherCodeLeftThere() throws InterruptedException {
    int pieces = 40;
    CountDownLatch done = new CountDownLatch(pieces);
    ConcurrentLinkedQueue<Integer> found = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < pieces; i++) {
      WarmUp.request(
          (read, written) -> {
            leaveOnes(read, found);
            leaveOnes(written, found);
            done.countDown();
          });
    }
    assertTrue(done.await(60, TimeUnit.SECONDS));
    assertTrue(found.stream().allMatch(value -> value == 0), found.toString());
  }

  @SuppressWarnings("restricted") // the warm-up's own memory
  private static void leaveOnes(long address, ConcurrentLinkedQueue<Integer> found) {
    MemorySegment area = MemorySegment.ofAddress(address).reinterpret(WarmUp.SCRATCH);
    for (int at : new int[] {0, WarmUp.SCRATCH / 2, WarmUp.SCRATCH - 4}) {
      found.add(area.get(ValueLayout.JAVA_INT, at));
    }
    area.fill((byte) 1);
  }
}
