package dev.covector.checkpoint;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointManagerTest {
  private static final CheckpointManagerOptions SYNC =
      CheckpointManagerOptions.defaults().withoutAsync();

  @TempDir private Path folder;

  private static Tensor tree(int seed) {
    return Samples.tensor(DType.F32, seed, 3);
  }

  private static SaveOptions loss(double loss) {
    return SaveOptions.defaults().withMetrics(Map.of("loss", loss));
  }

  private CheckpointManager manager(CheckpointManagerOptions options) {
    return new CheckpointManager(folder, options);
  }

  @Nested
  class Steps {
    @Test
    void theLatestAreKept() {
      try (CheckpointManager manager = manager(SYNC.withMaxToKeep(2))) {
        assertEquals(OptionalLong.empty(), manager.latestStep());
        for (int step = 0; step < 5; step++) {
          assertTrue(manager.save(step, tree(step)));
        }
        assertEquals(List.of(3L, 4L), manager.allSteps());
        assertEquals(OptionalLong.of(4), manager.latestStep());
        Samples.assertSame(tree(3), (Tensor) manager.restore(3));
        Samples.assertSame(tree(4), manager.restore(4, tree(0)));
        String message =
            assertThrows(CheckpointException.class, () -> manager.restore(2)).getMessage();
        assertTrue(message.contains("there is no step 2"), message);
      }
    }

    @Test
    void intervalStepsAndTheFirstAreSaved() {
      try (CheckpointManager manager =
          manager(SYNC.withSaveIntervalSteps(4).withSaveOnSteps(Set.of(6L)))) {
        List<Long> saved = new ArrayList<>();
        for (long step = 1; step < 14; step++) {
          boolean should = manager.shouldSave(step);
          assertEquals(should, manager.save(step, tree(1)));
          if (should) {
            saved.add(step);
          }
        }
        assertEquals(List.of(1L, 4L, 6L, 8L, 12L), saved);
        assertEquals(saved, manager.allSteps());
        assertFalse(manager.shouldSave(4), "it is there");
        assertFalse(manager.save(10, tree(1)), "an earlier step");
        assertTrue(manager.save(13, tree(1), SaveOptions.defaults().withForce()));
        assertEquals(OptionalLong.of(13), manager.latestStep());
      }
    }

    @Test
    void periodsAreKeptForEver() {
      try (CheckpointManager manager = manager(SYNC.withMaxToKeep(2).withKeepPeriod(3))) {
        for (int step = 0; step < 9; step++) {
          manager.save(step, tree(step));
        }
        assertEquals(List.of(0L, 3L, 6L, 7L, 8L), manager.allSteps());
      }
    }

    @Test
    void theBestAreKept() {
      CheckpointManagerOptions options =
          SYNC.withMaxToKeep(2).withBest(metrics -> metrics.get("loss"), BestMode.MIN);
      try (CheckpointManager manager = manager(options)) {
        double[] losses = {5, 1, 4, Double.NaN, 2, 3};
        for (int step = 0; step < losses.length; step++) {
          manager.save(step, tree(step), loss(losses[step]));
        }
        assertEquals(List.of(1L, 4L), manager.allSteps());
        assertEquals(OptionalLong.of(1), manager.bestStep());
        manager.save(6, tree(6));
        assertEquals(List.of(1L, 4L, 6L), manager.allSteps(), "without metrics it is kept");
      }
      try (CheckpointManager again = manager(options.withoutStepsWithoutMetrics())) {
        assertEquals(OptionalLong.of(1), again.bestStep(), "metrics are read from disk");
        again.save(7, tree(7), loss(0));
        assertEquals(List.of(1L, 7L), again.allSteps());
        assertEquals(Map.of("loss", 0.0), again.metadata(7).metrics());
      }
      try (CheckpointManager largest = manager(SYNC.withBest(m -> m.get("loss"), BestMode.MAX))) {
        assertEquals(OptionalLong.of(1), largest.bestStep());
      }
    }

    @Test
    void whatIsNoStepIsNotSeen() throws IOException {
      Files.createDirectory(folder.resolve("12x"));
      Files.createDirectory(folder.resolve("007"));
      Files.writeString(folder.resolve("5"), "a file");
      Path photos = Files.createDirectory(folder.resolve("2024"));
      try (CheckpointManager manager = manager(SYNC)) {
        assertEquals(List.of(), manager.allSteps());
        assertThrows(CheckpointException.class, () -> manager.save(-1, tree(1)));
      }
      try (CheckpointManager manager = manager(SYNC.withMaxToKeep(1))) {
        manager.save(1, tree(1));
        manager.save(2, tree(1));
        assertEquals(List.of(2L), manager.allSteps());
        assertTrue(Files.exists(photos), "a folder that is no checkpoint is not ours to delete");
      }
    }

    @Test
    void aStepThatIsNotThereIsNamedWithThoseThatAre() {
      try (CheckpointManager manager = manager(SYNC)) {
        manager.save(3, tree(1));
        manager.save(4, tree(1));
        String message =
            assertThrows(CheckpointException.class, () -> manager.restore(5)).getMessage();
        assertTrue(message.contains("there is no step 5 in " + folder), message);
        assertTrue(message.contains("there are [3, 4]"), message);
      }
    }

    @Test
    void itemsAndMetadataBelongToAStep() {
      try (CheckpointManager manager = manager(SYNC)) {
        Composite both = Composite.of("state", tree(1)).and("data", Map.of("epoch", 2));
        manager.save(3, both, SaveOptions.defaults().withMetadata(Map.of("commit", "abc")));
        Composite one = manager.restore(3, Composite.of("state", tree(0)));
        Samples.assertSame(tree(1), one.<Tensor>get("state"));
        assertEquals(Map.of("commit", "abc"), manager.metadata(3).custom());
        assertThrows(CheckpointException.class, () -> one.get("data"));
      }
    }

    @Test
    void stepsAreDeletedInOneStep() throws IOException {
      int faulty = 0;
      for (boolean done = false; !done; faulty++) {
        try (CheckpointManager manager = manager(SYNC)) {
          manager.save(faulty, tree(1));
        }
        FaultyDisk disk = new FaultyDisk(faulty, true);
        try (CheckpointManager dying = new CheckpointManager(folder, SYNC, disk)) {
          dying.delete(faulty);
        } catch (CheckpointException e) {
          assertTrue(e.getMessage().contains("disk is full"), e.getMessage());
        }
        done = disk.operations() <= faulty;
        try (CheckpointManager manager = manager(SYNC)) {
          for (long step : manager.allSteps()) {
            Samples.assertSame(tree(1), (Tensor) manager.restore(step));
          }
        }
        try (Stream<Path> files = Files.list(folder)) {
          assertTrue(files.noneMatch(f -> f.getFileName().toString().startsWith(".")));
        }
      }
      assertTrue(faulty > 5);
    }

    @Test
    void optionsAreChecked() {
      String message =
          assertThrows(CheckpointException.class, () -> SYNC.withMaxToKeep(0)).getMessage();
      assertTrue(message.contains("maxToKeep must be at least 1, got 0"), message);
    }
  }

  @Nested
  class InTheBackground {
    /** A disk that does nothing before it may. */
    private static final class SlowDisk implements Disk {
      final CountDownLatch may = new CountDownLatch(1);

      @Override
      public Output createFile(Path file) throws IOException {
        try {
          may.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        return MACHINE.createFile(file);
      }

      @Override
      public void createFolder(Path path) throws IOException {
        MACHINE.createFolder(path);
      }

      @Override
      public void syncFolder(Path path) throws IOException {
        MACHINE.syncFolder(path);
      }

      @Override
      public void move(Path from, Path to) throws IOException {
        MACHINE.move(from, to);
      }

      @Override
      public void delete(Path path) throws IOException {
        MACHINE.delete(path);
      }
    }

    @Test
    void tensorsMayBeClosedAndDonatedMeanwhile() {
      SlowDisk disk = new SlowDisk();
      Path path = folder.resolve("async");
      Tensor closed = Samples.tensor(DType.F32, 1, 1000);
      Tensor donated = Samples.tensor(DType.F32, 2, 1000);
      try (AsyncCheckpointer checkpointer = new AsyncCheckpointer(disk)) {
        checkpointer.save(path, List.of(closed, donated));
        closed.close();
        var negate = jit((Tensor x) -> x.unaryMinus(), JitOptions.named("neg").withDonated(0));
        Tensor negated = negate.apply(donated).blockUntilReady();
        Tensor another = Samples.tensor(DType.F32, 3, 1000); // takes the memory that was closed
        assertTrue(checkpointer.isSaving());
        assertFalse(Files.exists(path));
        disk.may.countDown();
        checkpointer.waitUntilFinished();
        List<?> restored = (List<?>) checkpointer.restore(path);
        Samples.assertSame(Samples.tensor(DType.F32, 1, 1000), (Tensor) restored.get(0));
        Samples.assertSame(Samples.tensor(DType.F32, 2, 1000), (Tensor) restored.get(1));
        assertEquals(1000, negated.size() * another.size() / 1000);
      }
    }

    @Test
    void failuresSurfaceAtTheNextCall() {
      AsyncCheckpointer failing = new AsyncCheckpointer(new FaultyDisk(2, false));
      failing.save(folder.resolve("1"), tree(1));
      String message =
          assertThrows(CheckpointException.class, () -> failing.save(folder.resolve("2"), tree(2)))
              .getMessage();
      assertTrue(message.contains("the disk is full"), message);
      assertTrue(message.contains("CheckpointManagerTest.java:"), message);
      assertFalse(Files.exists(folder.resolve("1")));
      assertFalse(Files.exists(folder.resolve("2")));
      failing.save(folder.resolve("2"), tree(2));
      failing.close();
      Samples.assertSame(tree(2), (Tensor) failing.restore(folder.resolve("2")));
      assertThrows(CheckpointException.class, () -> failing.save(folder.resolve("3"), tree(3)));
    }

    @Test
    void closingAndWaitingThrowToo() {
      AsyncCheckpointer first = new AsyncCheckpointer(new FaultyDisk(2, false));
      first.save(folder.resolve("1"), tree(1));
      assertThrows(CheckpointException.class, first::close);
      AsyncCheckpointer second = new AsyncCheckpointer(new FaultyDisk(2, false));
      second.save(folder.resolve("1"), tree(1));
      assertThrows(CheckpointException.class, second::waitUntilFinished);
      second.waitUntilFinished();
    }

    @Test
    void badTreesFailAtOnce() {
      try (AsyncCheckpointer checkpointer = new AsyncCheckpointer()) {
        assertThrows(
            CheckpointException.class,
            () -> checkpointer.save(folder.resolve("1"), List.of(new StringBuilder())));
        checkpointer.save(folder.resolve("1"), tree(1));
      }
    }

    @Test
    void aStepThatIsBeingSavedIsAwaitedByItsRestore() {
      try (CheckpointManager manager = manager(CheckpointManagerOptions.defaults())) {
        for (int step = 0; step < 20; step++) {
          assertTrue(manager.save(step, tree(step)));
          assertFalse(manager.shouldSave(step));
          Samples.assertSame(tree(step), manager.restore(step, tree(0)));
        }
      }
    }

    @Test
    void aFailedStepIsSavedAgain() {
      CheckpointManagerOptions options = CheckpointManagerOptions.defaults();
      CheckpointManager manager = new CheckpointManager(folder, options, new FaultyDisk(2, false));
      manager.save(1, tree(1));
      assertThrows(CheckpointException.class, manager::waitUntilFinished);
      assertEquals(List.of(), manager.allSteps());
      assertTrue(manager.shouldSave(1));
      assertTrue(manager.save(1, tree(1)));
      manager.close();
      assertEquals(List.of(1L), manager.allSteps());
    }

    @Test
    void twoManagersShareAFolder() throws InterruptedException {
      CheckpointManagerOptions options = CheckpointManagerOptions.defaults().withMaxToKeep(2);
      List<Throwable> thrown = new ArrayList<>();
      Runnable saving =
          () -> {
            try (CheckpointManager manager = manager(options)) {
              for (int step = 0; step < 30; step++) {
                try {
                  manager.save(step, tree(step));
                  manager.waitUntilFinished();
                } catch (CheckpointException e) {
                  if (!e.getMessage().contains("exists already")) {
                    throw e;
                  }
                }
              }
            } catch (RuntimeException e) {
              synchronized (thrown) {
                thrown.add(e);
              }
            }
          };
      Thread one = Thread.ofPlatform().start(saving);
      Thread two = Thread.ofPlatform().start(saving);
      one.join();
      two.join();
      assertEquals(List.of(), thrown);
      try (CheckpointManager manager = manager(options)) {
        assertEquals(OptionalLong.of(29), manager.latestStep());
        Samples.assertSame(tree(29), (Tensor) manager.restore(29));
      }
    }
  }
}
