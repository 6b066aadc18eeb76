package dev.covector.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps that leave elements out, join pipelines, or compute on several threads. */
final class StepsTest {
  private static final Dataset<Integer> NUMBERS =
      Dataset.ofList(IntStream.range(0, 10).boxed().toList());

  private static <T> List<T> read(Dataset<T> dataset) {
    return dataset.stream().toList();
  }

  @Test
  void filterKeepsWhatAConditionHoldsFor() {
    Dataset<Integer> odd = NUMBERS.filter(n -> n % 2 == 1);
    assertEquals(List.of(1, 3, 5, 7, 9), read(odd));
    assertEquals(5, odd.iterator(2).next());
    assertTrue(odd.size().isEmpty());
    assertFalse(odd.isRandomAccess());
    assertEquals(List.of(9, 1), read(odd.collect().repeat(2).skip(4).take(2)));
    assertEquals(List.of(1, 3, 5, 7, 9, 1, 3), read(odd.repeat(2).take(7)));
    Dataset<Integer> failing = NUMBERS.filter(n -> 1 / (n - 3) == 0);
    String message = assertThrows(DataException.class, () -> read(failing)).getMessage();
    assertTrue(message.contains("filter: the condition failed for element 3 of epoch 0"), message);
  }

  @Test
  void zipJoinsElementsOfTheSameNumber() {
    Dataset<String> letters = Dataset.ofList(List.of("a", "b", "c"));
    Dataset<String> both = NUMBERS.zip(letters, (n, s) -> s + n);
    assertEquals(List.of("a0", "b1", "c2"), read(both));
    assertEquals(3, both.size().getAsLong());
    assertEquals("c2", both.get(2));
    assertEquals(
        List.of("a1", "b3", "c5"),
        read(NUMBERS.filter(n -> n % 2 == 1).zip(letters, (n, s) -> s + n)));
    Dataset<Integer> shuffled = NUMBERS.shuffle(7);
    for (boolean same : read(shuffled.zip(shuffled, Integer::equals).repeat(2))) {
      assertTrue(same, "both sides are in the same epoch");
    }
    assertThrows(DataException.class, () -> read(NUMBERS.zip(letters, (n, s) -> null)));
  }

  @Test
  void mapOnThreadsKeepsTheOrder() {
    Dataset<Integer> squares = NUMBERS.map(4, n -> n * n);
    assertEquals(List.of(0, 1, 4, 9, 16, 25, 36, 49, 64, 81), read(squares));
    assertEquals(49, squares.iterator(7).next());
    assertEquals(36, squares.get(6));
    assertEquals(List.of(64, 81, 0), read(squares.repeat(2).skip(8).take(3)));
    assertThrows(DataException.class, () -> NUMBERS.map(0, n -> n));
  }

  @Test
  void mapOnThreadsComputesAtTheSameTime() {
    CountDownLatch together = new CountDownLatch(3);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Dataset<Boolean> waiting =
        NUMBERS
            .take(3)
            .map(
                3,
                n -> {
                  threads.add(Thread.currentThread().getName());
                  together.countDown();
                  try {
                    return together.await(30, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    return false;
                  }
                });
    assertEquals(List.of(true, true, true), read(waiting));
    assertEquals(3, threads.size());
  }

  @Test
  void aFailureOnAThreadNamesItsElement() {
    Dataset<Integer> failing = NUMBERS.map(3, n -> 10 / (n - 4));
    DataIterator<Integer> iterator = failing.iterator();
    for (int i = 0; i < 4; i++) {
      iterator.next();
    }
    String message = assertThrows(DataException.class, iterator::next).getMessage();
    assertTrue(message.contains("map: the function failed for element 4 of epoch 0"), message);
    assertFalse(iterator.hasNext());
  }
}
