package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that saves step after step is killed (SIGKILL) at random moments; the next one finds
 * the last step that was reported as saved, or a later one, complete, and goes on from there.
 */
final class KilledProcessTest {
  @TempDir private Path folder;

  /** How the child saves. */
  enum Way {
    SYNC,
    ASYNC,
    /** One path, replaced by each step. */
    REPLACE
  }

  /** About 200 kB, another for each step. */
  private static Map<String, Tensor> state(long step) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      state.put("layer" + i, Samples.tensor(DType.F32, (int) step * 7 + i, 64, 128));
    }
    state.put("step", Tensor.of(step, DType.I64));
    return state;
  }

  private static CheckpointManager manager(Path folder, Way way) {
    CheckpointManagerOptions options = CheckpointManagerOptions.defaults().withMaxToKeep(2);
    return new CheckpointManager(folder, way == Way.ASYNC ? options : options.withoutAsync());
  }

  /** Saves until it is killed, and prints each step that it knows to be saved. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      Way way = Way.valueOf(arguments[1]);
      long first = Long.parseLong(arguments[2]);
      boolean warm = Boolean.parseBoolean(arguments[3]);
      if (warm) { // most of the time the JVM has loaded what it needs
        new PyTreeCheckpointer()
            .save(folder.resolve("warm"), state(first), SaveOptions.defaults().withReplacing());
      }
      System.out.println("ready");
      if (way == Way.REPLACE) {
        Checkpointer checkpointer = new PyTreeCheckpointer();
        for (long step = first; ; step++) {
          checkpointer.save(
              folder.resolve("state"), state(step), SaveOptions.defaults().withReplacing());
          System.out.println(step);
        }
      }
      CheckpointManager manager = manager(folder, way);
      for (long step = first; ; step++) {
        manager.save(step, state(step));
        // the save before is finished when the next one has begun
        System.out.println(way == Way.ASYNC ? step - 1 : step);
      }
    }
  }

  private void kill(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    Map<Way, Long> saved = new LinkedHashMap<>();
    long steps = 0;
    long unreported = 0;
    long leftovers = 0;
    for (int i = 0; i < kills; i++) {
      Way way = Way.values()[i % Way.values().length];
      Path place = Files.createDirectories(folder.resolve(way.name()));
      long before = saved.getOrDefault(way, -1L);
      long reported = Math.max(before, runAndKill(place, way, before + 1, random));
      leftovers += leftovers(place);
      long found = verify(place, way, reported, "kill " + i + " of seed " + seed);
      steps += found - before;
      unreported += found - reported;
      saved.put(way, found);
    }
    System.out.printf(
        "%d kills: %d steps saved, %d of them unreported, %d kills left a workspace%n",
        kills, steps, unreported, leftovers);
    assertTrue(steps > kills / 2, "the processes were killed before they did anything");
  }

  /** Kills a child at a random moment after its start, or after it has begun to save. */
  private static long runAndKill(Path folder, Way way, long first, Random random) throws Exception {
    Process child =
        new ProcessBuilder(
                ChildProcess.command(
                    List.of(),
                    Child.class,
                    folder.toString(),
                    way.name(),
                    Long.toString(first),
                    Boolean.toString(random.nextInt(5) > 0)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread killer =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  try {
                    child.waitFor(random.nextInt(400_000), TimeUnit.MICROSECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  child.toHandle().destroyForcibly(); // which leaves its output to be read
                });
    long last = -1;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      boolean started = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!started) {
          killer.start();
          started = true;
        } else if (line.matches("[0-9]+")) {
          last = Long.parseLong(line);
        }
      }
    } finally {
      child.toHandle().destroyForcibly();
    }
    killer.join();
    assertEquals(128 + 9, child.waitFor());
    return last;
  }

  private static long leftovers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(".covector")) ? 1 : 0;
    }
  }

  /** The latest step that is there. */
  private static long verify(Path folder, Way way, long reported, String what) throws IOException {
    long found = -1;
    if (way == Way.REPLACE) {
      Path path = folder.resolve("state");
      Workspace.recover(folder, Disk.MACHINE);
      if (reported >= 0 || Files.exists(path)) {
        Map<?, ?> restored = (Map<?, ?>) new PyTreeCheckpointer().restore(path);
        found = ((Tensor) restored.get("step")).toLong();
        assertState(found, restored, what);
      }
    } else {
      try (CheckpointManager manager = manager(folder, way)) {
        for (long step : manager.allSteps()) {
          assertState(step, manager.restore(step, state(0)), what);
          found = step;
        }
      }
    }
    assertTrue(found >= reported, what + ": " + reported + " was saved, found " + found);
    assertEquals(0, leftovers(folder), what);
    return found;
  }

  private static void assertState(long step, Map<?, ?> restored, String what) {
    Map<String, Tensor> expected = state(step);
    assertEquals(expected.keySet(), restored.keySet(), what);
    expected.forEach((name, tensor) -> Samples.assertSame(tensor, (Tensor) restored.get(name)));
  }

  @Test
  void theLatestStepSurvivesAFewKills() throws Exception {
    kill(6, 1);
  }

  @Test
  @Tag("long")
  void theLatestStepSurvivesTwoHundredKills() throws Exception {
    kill(201, System.nanoTime());
  }
}
