package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A save leaves the checkpoint before it or the new one, whatever goes wrong and whenever. */
final class DurabilityTest {
  private static final SaveOptions REPLACING = SaveOptions.defaults().withReplacing();

  @TempDir private Path folder;

  private static Map<String, Tensor> tree(int seed) {
    return Map.of(
        "w", Samples.tensor(DType.F32, seed, 7, 3), "b", Samples.tensor(DType.BF16, seed, 5));
  }

  /** Which of the trees is at the path; it must be one of them, sound. */
  private static int restored(Path path, int... seeds) {
    Map<?, ?> found = (Map<?, ?>) new PyTreeCheckpointer().restore(path);
    for (int seed : seeds) {
      if (Samples.bytes(tree(seed).get("w")).length > 0
          && Arrays.equals(
              Samples.bytes(tree(seed).get("w")), Samples.bytes((Tensor) found.get("w")))) {
        Samples.assertSame(tree(seed).get("b"), (Tensor) found.get("b"));
        return seed;
      }
    }
    throw new AssertionError("none of the trees that were saved");
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Nested
  class OfOnePath {
    /** Each operation of a save in turn: the number of operations that a save has. */
    private int atEveryOperation(boolean dies, boolean replacing) throws IOException {
      Set<Integer> outcomes = new HashSet<>();
      int faulty = 0;
      for (boolean done = false; !done; faulty++) {
        Path path = folder.resolve((dies ? "d" : "f") + (replacing ? "r" : "n") + faulty);
        Path parent = Files.createDirectory(path);
        Path target = parent.resolve("state");
        if (replacing) {
          new PyTreeCheckpointer().save(target, tree(1));
        }
        FaultyDisk disk = new FaultyDisk(faulty, dies);
        try {
          new PyTreeCheckpointer(disk).save(target, tree(2), REPLACING);
        } catch (CheckpointException e) {
          assertTrue(e.getMessage().contains("the disk is full"), e.getMessage());
        }
        done = disk.operations() <= faulty;
        if (replacing) {
          outcomes.add(restored(target, 1, 2));
        } else if (Files.exists(target)) {
          outcomes.add(restored(target, 2));
        }
        new PyTreeCheckpointer().save(parent.resolve("next"), tree(3));
        assertEquals(3, restored(parent.resolve("next"), 3));
        Set<String> left = names(parent);
        left.remove("state");
        assertEquals(Set.of("next"), left, "leftovers of operation " + faulty);
      }
      assertEquals(replacing ? Set.of(1, 2) : Set.of(2), outcomes);
      return faulty;
    }

    @Test
    void aFailureOfAnyOperationLeavesTheOldOrTheNew() throws IOException {
      assertTrue(atEveryOperation(false, true) > 15);
      assertTrue(atEveryOperation(false, false) > 12);
    }

    @Test
    void aDeathAtAnyOperationLeavesTheOldOrTheNew() throws IOException {
      assertTrue(atEveryOperation(true, true) > 15);
      assertTrue(atEveryOperation(true, false) > 12);
    }

    @Test
    void aFailureRemovesTheWorkspaceAtOnce() throws IOException {
      new PyTreeCheckpointer().save(folder.resolve("state"), tree(1));
      for (int faulty = 0; faulty < 8; faulty++) {
        Checkpointer failing = new PyTreeCheckpointer(new FaultyDisk(faulty, false));
        assertThrows(
            CheckpointException.class,
            () -> failing.save(folder.resolve("state"), tree(2), REPLACING));
        assertEquals(Set.of("state"), names(folder));
      }
    }

    @Test
    void aFileIsReplacedInOneStepToo() throws IOException {
      Path file = folder.resolve("x.safetensors");
      Safetensors.write(file, tree(1));
      Map<String, Tensor> before = Safetensors.read(file);
      Safetensors.write(file, tree(2));
      Samples.assertSame(tree(1), before); // mapped memory of the old file
      Samples.assertSame(tree(2), Safetensors.read(file));
      assertEquals(Set.of("x.safetensors"), names(folder));
    }

    @Test
    void withoutPermissionNothingIsWritten() throws IOException {
      Path closed = Files.createDirectory(folder.resolve("closed"));
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
      Path inFile = folder.resolve("file");
      Files.writeString(inFile, "x");
      if (!Files.isWritable(closed)) { // root may write everywhere
        String message =
            assertThrows(
                    CheckpointException.class,
                    () -> new PyTreeCheckpointer().save(closed.resolve("s"), tree(1)))
                .getMessage();
        assertTrue(message.contains("no permission for"), message);
      }
      String message =
          assertThrows(
                  CheckpointException.class,
                  () -> new PyTreeCheckpointer().save(inFile.resolve("s"), tree(1)))
              .getMessage();
      assertTrue(message.contains("file exists already"), message);
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void withoutPermissionNothingIsReadAndTheReasonIsNamed() throws IOException {
      Path secret = folder.resolve("secret");
      new PyTreeCheckpointer().save(secret, tree(1));
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
      if (!Files.isExecutable(secret)) { // root may look everywhere
        String message =
            assertThrows(CheckpointException.class, () -> new PyTreeCheckpointer().restore(secret))
                .getMessage();
        assertTrue(message.contains("no permission for " + secret), message);
      }
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwxr-xr-x"));
      assertEquals(1, restored(secret, 1));
    }
  }

  @Nested
  class OfWorkspaces {
    @Test
    void thoseOfTheLivingAreLeftAlone() throws IOException {
      try (Workspace living = Workspace.open(folder.resolve("state"), Disk.MACHINE)) {
        Files.createDirectory(living.content());
        new PyTreeCheckpointer().save(folder.resolve("other"), tree(1));
        assertTrue(Files.exists(living.content()));
        assertTrue(!Workspace.recover(folder, Disk.MACHINE));
        living.commit(false);
      }
      assertEquals(Set.of("state", "other"), names(folder));
    }

    @Test
    void thoseOfAnotherProcessAreLeftAlone() throws Exception {
      Process other =
          new ProcessBuilder(ChildProcess.command(List.of(), LockHolder.class, folder.toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertEquals('o', other.getInputStream().read());
      Set<String> held = names(folder);
      assertEquals(2, held.size(), held::toString);
      assertTrue(!Workspace.recover(folder, Disk.MACHINE));
      assertEquals(held, names(folder));
      other.destroyForcibly().waitFor();
      assertTrue(Workspace.recover(folder, Disk.MACHINE));
      assertEquals(Set.of(), names(folder));
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
      Files.createDirectory(folder.resolve(".covector-mine"));
      Files.writeString(folder.resolve(".hidden"), "x");
      Path strange = folder.resolve(".covector-0.lock");
      Files.writeString(strange, "../../elsewhere");
      Files.createDirectories(folder.resolve(".covector-0/replaced"));
      assertThrows(IOException.class, () -> Workspace.recover(folder, Disk.MACHINE));
      assertEquals(
          Set.of(".covector-mine", ".hidden", ".covector-0", ".covector-0.lock"), names(folder));
    }
  }

  /** Holds a workspace until it is killed. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
      Workspace workspace = Workspace.open(Path.of(arguments[0], "state"), Disk.MACHINE);
      System.out.print("o");
      System.out.flush();
      Thread.sleep(60_000);
      workspace.close();
    }
  }

  @Nested
  class OfDamage {
    private static final Path NONE = Path.of("none");

    private Path saved = NONE;

    private void save() {
      saved = folder.resolve("state");
      new PyTreeCheckpointer().save(saved, tree(1));
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
      save();
      int flips = 0;
      for (String name : names(saved)) {
        Path file = saved.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < bytes.length * 8; bit += 3) {
          byte[] damaged = bytes.clone();
          damaged[bit / 8] ^= (byte) (1 << bit % 8);
          Files.write(file, damaged);
          assertThrows(MalformedFileException.class, () -> new PyTreeCheckpointer().restore(saved));
          flips++;
        }
        Files.write(file, bytes);
      }
      assertEquals(1, restored(saved, 1));
      assertTrue(flips > 1000);
    }

    @Test
    void everyTruncationIsFound() throws IOException {
      save();
      for (String name : names(saved)) {
        Path file = saved.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 5) {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
          }
          assertThrows(MalformedFileException.class, () -> new PyTreeCheckpointer().restore(saved));
          Files.write(file, bytes);
        }
      }
    }

    @Test
    void aNewerFormatIsNamed() throws IOException {
      save();
      Path file = saved.resolve(Manifest.FILE);
      String text = Files.readString(file);
      String newer = text.replace("\"version\":1", "\"version\":2");
      assertNotEquals(text, newer);
      Files.write(file, Reseal.sealed(newer));
      String message =
          assertThrows(MalformedFileException.class, () -> new PyTreeCheckpointer().restore(saved))
              .getMessage();
      assertTrue(message.contains("version 2 of the format, this library knows 1"), message);
      assertTrue(message.contains("update Covector"), message);
    }

    @Test
    void exchangedFilesAreFound() throws IOException {
      save();
      Path other = folder.resolve("other");
      new PyTreeCheckpointer().save(other, tree(2));
      Files.delete(saved.resolve("default.safetensors"));
      Files.copy(other.resolve("default.safetensors"), saved.resolve("default.safetensors"));
      String message =
          assertThrows(MalformedFileException.class, () -> new PyTreeCheckpointer().restore(saved))
              .getMessage();
      assertTrue(message.contains("checksum"), message);
    }
  }

  /** Gives a changed manifest a checksum that fits. */
  static final class Reseal {
    private Reseal() {}

    static byte[] sealed(String manifest) {
      int at = manifest.lastIndexOf(",\"checksum\"");
      byte[] body = manifest.substring(0, Math.max(0, at)).getBytes(StandardCharsets.UTF_8);
      int crc = MappedFile.checksum(MemorySegment.ofArray(body));
      String seal = ",\"checksum\":\"crc32c:%08x\"}\n".formatted(crc);
      byte[] all = Arrays.copyOf(body, body.length + seal.length());
      System.arraycopy(
          seal.getBytes(StandardCharsets.US_ASCII), 0, all, body.length, seal.length());
      return all;
    }
  }
}
