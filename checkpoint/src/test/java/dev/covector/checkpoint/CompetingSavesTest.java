package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several who save to one place at once: each succeeds, and a reader always finds a whole one. */
final class CompetingSavesTest {
  private static final int ROUNDS = 25;

  @TempDir private Path folder;

  private static Map<String, Tensor> state(int number) {
    return Map.of("a", Samples.f32(number, 40, 50), "b", Samples.f32(number + 1, 3));
  }

  /** Replaces one path again and again, and reads it between. */
  private static void replace(Path path, int first, int rounds) {
    Checkpointer checkpointer = new PyTreeCheckpointer();
    for (int i = 0; i < rounds; i++) {
      checkpointer.save(path, state(first + i), SaveOptions.defaults().withReplacing());
      assertWhole(checkpointer.restore(path, state(0)));
    }
  }

  /** Both tensors are of one save. */
  private static void assertWhole(Map<String, Tensor> found) {
    for (int number = 0; number < 2000; number += 1000) {
      for (int i = 0; i < ROUNDS; i++) {
        Tensor b = Samples.f32(number + i + 1, 3);
        if (Arrays.equals(Samples.bytes(b), Samples.bytes(found.get("b")))) {
          Samples.assertSame(Samples.f32(number + i, 40, 50), found.get("a"));
          return;
        }
      }
    }
    throw new AssertionError("none that was saved");
  }

  private void assertNothingIsLeft(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(names), files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** A disk on which somebody else acts before or after the target is set aside. */
  private record Interrupted(Runnable before, Runnable after) implements Disk {
    @Override
    public Output createFile(Path file) throws IOException {
      return MACHINE.createFile(file);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
      MACHINE.createFolder(folder);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      MACHINE.syncFolder(folder);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      boolean aside = to.endsWith("replaced");
      if (aside) {
        before.run();
      }
      MACHINE.move(from, to);
      if (aside) {
        after.run();
      }
    }

    @Override
    public void delete(Path path) throws IOException {
      MACHINE.delete(path);
    }
  }

  private void replaceOn(Disk disk) throws IOException {
    Path path = folder.resolve("state");
    new PyTreeCheckpointer(disk).save(path, state(5), SaveOptions.defaults().withReplacing());
    Map<String, Tensor> found = new PyTreeCheckpointer().restore(path, state(0));
    Samples.assertSame(state(5), found);
  }

  @Test
  void anotherPutsItsOwnWhereTheTargetWasSetAside() throws IOException {
    Path path = folder.resolve("state");
    new PyTreeCheckpointer().save(path, state(1));
    AtomicBoolean acted = new AtomicBoolean();
    Runnable other =
        () -> {
          if (!acted.getAndSet(true)) {
            new PyTreeCheckpointer().save(path, state(2));
          }
        };
    replaceOn(new Interrupted(() -> {}, other));
    assertTrue(acted.get());
    assertNothingIsLeft("state");
  }

  @Test
  void anotherTakesTheTargetAwayBefore() throws IOException {
    Path path = folder.resolve("state");
    new PyTreeCheckpointer().save(path, state(1));
    Runnable other =
        () -> {
          if (Files.exists(path)) {
            assertTrue(path.toFile().renameTo(folder.resolve("elsewhere").toFile()));
          }
        };
    replaceOn(new Interrupted(other, () -> {}));
    assertNothingIsLeft("elsewhere", "state");
  }

  @Test
  void threadsReplaceAndReadOnePath() throws Exception {
    Path path = folder.resolve("state");
    List<Callable<Object>> writers = new ArrayList<>();
    for (int first = 0; first < 2000; first += 1000) {
      int mine = first;
      writers.add(Executors.callable(() -> replace(path, mine, ROUNDS)));
    }
    new PyTreeCheckpointer().save(path, state(0));
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<Integer> reader =
          threads.submit(
              () -> {
                int reads = 0;
                for (; !stop.get(); reads++) {
                  assertWhole(new PyTreeCheckpointer().restore(path, state(0)));
                }
                return reads;
              });
      for (Future<Object> done : threads.invokeAll(writers)) {
        done.get();
      }
      stop.set(true);
      assertTrue(reader.get() > 0);
    }
    assertNothingIsLeft("state");
  }

  /** Replaces one path, and saves steps that another process saves too. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      int first = Integer.parseInt(arguments[1]);
      replace(folder.resolve("state"), first, ROUNDS);
      CheckpointManagerOptions options = CheckpointManagerOptions.defaults().withMaxToKeep(2);
      try (CheckpointManager manager = new CheckpointManager(folder.resolve("run"), options)) {
        for (int step = 0; step < ROUNDS; step++) {
          try {
            manager.save(step, state(first + step));
            manager.waitUntilFinished();
          } catch (CheckpointException e) { // the other was a little faster
            if (!e.getMessage().contains("exists already")) {
              throw e;
            }
          }
        }
      }
    }
  }

  @Test
  void processesSaveIntoOneFolder() throws Exception {
    List<Process> children = new ArrayList<>();
    for (String first : List.of("0", "1000")) {
      children.add(
          new ProcessBuilder(ChildProcess.command(List.of(), Child.class, folder.toString(), first))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out" + first).toFile())
              .start());
    }
    for (Process child : children) {
      assertEquals(0, child.waitFor(), () -> Samples.texts(folder, "out"));
    }
    assertNothingIsLeft("out0", "out1000", "run", "state");
    assertWhole(new PyTreeCheckpointer().restore(folder.resolve("state"), state(0)));
    try (CheckpointManager manager = new CheckpointManager(folder.resolve("run"))) {
      assertEquals(List.of(ROUNDS - 2L, ROUNDS - 1L), manager.allSteps());
      for (long step : manager.allSteps()) {
        assertWhole(manager.restore(step, state(0)));
      }
    }
  }
}
