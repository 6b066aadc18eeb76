package dev.covector.data;

import static dev.covector.data.Pipelines.list;
import static dev.covector.data.Pipelines.message;
import static dev.covector.data.Pipelines.rest;
import static dev.covector.data.Pipelines.rows;
import static dev.covector.data.Pipelines.show;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import dev.covector.checkpoint.PyTreeCheckpointer;
import dev.covector.data.Pipelines.Row;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that begin where others stopped. */
final class PositionTest {
  /** Each begins at any step, and gives what an uninterrupted one gives. */
  @Test
  void resumeAnywhereBitForBit() {
    List<Dataset<Row>> pipelines =
        List.of(
            rows(10),
            rows(11).shuffle(1).batch(3).repeat(3),
            rows(11).shuffle(1).repeat(3).batch(4, true),
            rows(11).shuffle(1).batch(3, true).repeat().take(10),
            rows(11)
                .mapWithKey(
                    Random.key(8),
                    (key, row) -> new Row(row.x().plus(Random.normal(key, 3)), row.y()))
                .shuffle(1)
                .batch(3)
                .repeat(2),
            rows(11).shuffle(1).batch(3).repeat(2).prefetch(2),
            rows(11).shuffle(1).prefetch(2).skip(2).map(r -> r).batch(2).repeat(2),
            rows(11).skip(4).epoch(3).shuffle(6).batch(2));
    for (Dataset<Row> pipeline : pipelines) {
      List<String> whole = list(pipeline);
      for (int i = 0; i <= whole.size(); i++) {
        try (DataIterator<Row> first = pipeline.iterator()) {
          for (int j = 0; j < i; j++) {
            first.next();
          }
          assertEquals(i, first.position().next());
          assertEquals(whole.subList(i, whole.size()), rest(pipeline.iterator(first.position())));
        }
      }
    }
  }

  @Test
  void doNotReadThePast() {
    AtomicLong reads = new AtomicLong();
    Dataset<Long> data =
        Dataset.<Long>ofFunction(
                1_000_000,
                i -> {
                  reads.incrementAndGet();
                  return i;
                })
            .shuffle(3)
            .batch(10);
    data.repeat().iterator(250_007).next();
    assertEquals(10, reads.get());
  }

  @Test
  void areSavedInCheckpoints(@TempDir Path folder) {
    record Run(Tensor w, Position position) {}
    Dataset<Row> batches = rows(20).shuffle(0).batch(4).repeat().prefetch(2);
    try (DataIterator<Row> iterator = batches.iterator()) {
      for (int i = 0; i < 7; i++) {
        iterator.next();
      }
      Run run = new Run(Numpy.ones(2), iterator.position());
      new PyTreeCheckpointer().save(folder.resolve("run"), run);
      Run restored =
          new PyTreeCheckpointer()
              .restore(
                  folder.resolve("run"), new Run(Numpy.zeros(2), batches.iterator().position()));
      assertEquals(run.position, restored.position);
      try (DataIterator<Row> again = batches.iterator(restored.position)) {
        for (int i = 0; i < 9; i++) {
          assertEquals(show(iterator.next()), show(again.next()));
        }
      }
    }
  }

  @Test
  void ofAnotherPipelineAreRefused() {
    Position position = rows(8).shuffle(1).batch(2).iterator().position();
    String text = message(() -> rows(8).shuffle(2).batch(2).iterator(position));
    assertTrue(
        text.contains(
            "another pipeline: arrays(8).shuffle(0,1).batch(2), this is"
                + " arrays(8).shuffle(0,2).batch(2)"),
        text);
    assertTrue(message(() -> rows(8).iterator(-1)).contains("at least 0"));
    assertTrue(message(() -> new Position(-1, "")).contains("from 0"));
  }

  @Test
  void pastTheEndThereIsNothing() {
    DataIterator<Row> iterator = rows(3).iterator(5);
    assertFalse(iterator.hasNext());
    assertThrows(NoSuchElementException.class, iterator::next);
  }

  @Test
  void eightThreadsSeeTheSame() throws Exception {
    Dataset<Row> data = rows(64).shuffle(11).map(r -> r).batch(5).repeat(4).prefetch(3);
    List<String> want = list(data);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int start = i;
        all.add(threads.submit(() -> rest(data.iterator(start))));
      }
      for (int i = 0; i < 8; i++) {
        assertEquals(want.subList(i, want.size()), all.get(i).get());
      }
    }
  }
}
