package dev.covector.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentCacheTest {
  @Test
  void holdsNoMoreThanItsCapacityWhateverIsPut() {
    RecentCache<String, Integer> cache = new RecentCache<>(64);
    for (int i = 0; i < 10_000; i++) {
      int value = i;
      assertEquals(i, cache.get("key " + i, key -> value));
      assertEquals(i, cache.get("key " + i));
    }
    assertTrue(cache.size() <= 64 && cache.size() > 32, "" + cache.size());
    assertNull(cache.get("key 0"));
  }

  @Test
  void whatIsUsedAllTheTimeStays() {
    RecentCache<String, Integer> cache = new RecentCache<>(16);
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < 1000; i++) {
      int value = i;
      cache.get("key " + i, key -> value);
      cache.get("mine", key -> made.incrementAndGet());
    }
    assertEquals(1, made.get());
  }

  @Test
  void keysOfOneHashAreToldApart() {
    record Same(int number) {
      @Override
      public int hashCode() {
        return 7;
      }
    }
    RecentCache<Same, Integer> cache = new RecentCache<>(64);
    for (int i = 0; i < 20; i++) {
      int value = i;
      cache.get(new Same(i), key -> value);
    }
    assertEquals(8, cache.size());
    for (int i = 12; i < 20; i++) {
      assertEquals(i, cache.get(new Same(i)));
    }
  }

  @Test
  void threadsThatMakeAValueAtOnceGetTheSame() throws InterruptedException {
    RecentCache<Integer, Object> cache = new RecentCache<>(1024);
    ConcurrentLinkedQueue<List<Object>> seen = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    List<Object> mine = new ArrayList<>();
                    for (int i = 0; i < 200; i++) {
                      mine.add(cache.get(i, key -> new Object()));
                    }
                    seen.add(mine);
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(8, seen.size());
    for (List<Object> values : seen) {
      for (int i = 0; i < 200; i++) {
        assertSame(cache.get(i), values.get(i));
      }
    }
  }

  @Test
  void capacitiesArePowersOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> new RecentCache<String, String>(12));
    assertThrows(IllegalArgumentException.class, () -> new RecentCache<String, String>(4));
  }
}
