package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were damaged at random are read, or refused as what they are: nothing else is thrown,
 * nothing hangs, and no more memory is taken than a file of that size can want.
 */
final class FuzzTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** On the heap for each byte of a file: nodes of JSON, arrays of single bytes, messages. */
  private static final long HEAP_PER_BYTE = 400;

  /** On the heap whatever the file: buffers, an exception's trace, classes on the way. */
  private static final long HEAP = 4 << 20;

  /** What deflate can make of a byte at most. */
  private static final long INFLATED = 1032;

  @TempDir private Path folder;

  /** A file and what reads it. */
  private record Subject(String name, byte[] bytes, Reader reader) {}

  private interface Reader {
    Object read(Path file) throws IOException;
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = FuzzTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private List<Subject> subjects() throws IOException {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(
        new Subject("safetensors", fixture("all.safetensors"), file -> Safetensors.read(file)));
    Path small = folder.resolve("small.safetensors");
    Safetensors.write(small, Map.of("x", Samples.tensor(DType.F32, 1, 3)), Map.of("a", "b"));
    subjects.add(
        new Subject("safetensors", Files.readAllBytes(small), file -> Safetensors.read(file)));
    for (String name : List.of("matrix.npy", "version3.npy")) {
      subjects.add(new Subject("npy", fixture(name), file -> Npy.read(file)));
    }
    for (String name : List.of("fortran.npz", "compressed.npz")) {
      subjects.add(new Subject("npz", fixture(name), file -> Npz.read(file)));
    }
    for (String name : List.of("tree.msgpack", "scalars.msgpack", "chunked.msgpack")) {
      subjects.add(new Subject("msgpack", fixture(name), file -> FlaxMsgpack.read(file)));
    }
    subjects.addAll(checkpoint());
    return subjects;
  }

  /** Both files of a checkpoint, the manifest also with a checksum that fits whatever it says. */
  private List<Subject> checkpoint() throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (DType dtype : DType.values()) {
      tree.put(dtype.toString(), Samples.tensor(dtype, 1, 2, 3));
    }
    tree.put("values", List.of(1, 2.5, "x", true, (byte) 1, Optional.of(3L), Map.of(7, 0.5f)));
    tree.put("doubles", new double[] {1, 2});
    Path saved = folder.resolve("checkpoint");
    SaveOptions options =
        SaveOptions.defaults()
            .withMetrics(Map.of("loss", 1.5))
            .withMetadata(Map.of("a", List.of()));
    new PyTreeCheckpointer().save(saved, tree, options);
    byte[] tensors = Files.readAllBytes(saved.resolve("default.safetensors"));
    byte[] manifest = Files.readAllBytes(saved.resolve(Manifest.FILE));
    Reader sealed = file -> restore(Files.readAllBytes(file), tensors);
    Reader resealed =
        file -> {
          String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          return restore(DurabilityTest.Reseal.sealed(text), tensors);
        };
    return List.of(
        new Subject("checkpoint", tensors, file -> restore(manifest, Files.readAllBytes(file))),
        new Subject("checkpoint", manifest, sealed),
        new Subject("checkpoint", manifest, resealed),
        new Subject("checkpoint", manifest, resealed));
  }

  private Object restore(byte[] manifest, byte[] tensors) throws IOException {
    Path restored = Files.createTempDirectory(folder, "c");
    try {
      Files.write(restored.resolve(Manifest.FILE), manifest);
      Files.write(restored.resolve("default.safetensors"), tensors);
      return List.of(Optional.ofNullable(new PyTreeCheckpointer().restore(restored)));
    } finally {
      Files.delete(restored.resolve(Manifest.FILE));
      Files.delete(restored.resolve("default.safetensors"));
      Files.delete(restored);
    }
  }

  private static byte[] mutated(byte[] original, byte[] other, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 1);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = place(bytes, random);
      switch (random.nextInt(9)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = spliced(bytes, at, bytes.length - at, new byte[0]);
        case 3 -> bytes = spliced(bytes, at, random.nextInt(16), new byte[0]);
        case 4 -> bytes = spliced(bytes, at, 0, piece(bytes, random));
        case 5 -> bytes = spliced(bytes, at, random.nextInt(16), piece(other, random));
        case 6 -> bytes = spliced(bytes, at, 4, extreme(4, random));
        case 7 -> bytes = spliced(bytes, at, 8, extreme(8, random));
        default -> digit(bytes, at, random);
      }
    }
    return bytes;
  }

  /** Half of the places are in the first few hundred bytes, where headers are. */
  private static int place(byte[] bytes, Random random) {
    return random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 400));
  }

  /** Makes the next digit of a text another one, or the number longer. */
  private static void digit(byte[] bytes, int from, Random random) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        do {
          bytes[at++] = (byte) ('0' + random.nextInt(10));
        } while (at < bytes.length && random.nextInt(4) == 0);
        return;
      }
    }
  }

  private static byte[] extreme(int width, Random random) {
    long[] values = {0, -1, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 31, 1L << 32, 0x10000};
    long value = values[random.nextInt(values.length)];
    boolean big = random.nextBoolean();
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[big ? width - 1 - i : i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }

  private static byte[] piece(byte[] bytes, Random random) {
    int start = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - start, 1 + random.nextInt(64));
    return java.util.Arrays.copyOfRange(bytes, start, start + length);
  }

  private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(inserted);
    int rest = Math.min(bytes.length, at + removed);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }

  /** What was read has no more elements than the file can hold. */
  private static void requireJustified(Subject subject, byte[] bytes, Object read) {
    long total = 0;
    for (Object leaf : Tree.leaves(read)) {
      total += leaf instanceof Tensor tensor ? tensor.segment().byteSize() : 0;
    }
    long most = bytes.length * (subject.name().equals("npz") ? INFLATED : 1L);
    assertTrue(total <= most, total + " bytes of tensors out of " + bytes.length);
  }

  private void fuzz(int files, long seed) throws IOException {
    List<Subject> subjects = subjects();
    for (Subject subject : subjects) { // sound files can be read, and classes are loaded
      readAll(subject, subject.bytes(), -1);
    }
    Random random = new Random(seed);
    int refused = 0;
    long most = 0;
    for (int i = 0; i < files; i++) {
      Subject subject = subjects.get(i % subjects.size());
      byte[] other = subjects.get(random.nextInt(subjects.size())).bytes();
      byte[] bytes = mutated(subject.bytes(), other, random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      refused += readAll(subject, bytes, i) ? 0 : 1;
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      most = Math.max(most, allocated);
      long allowed = HEAP + HEAP_PER_BYTE * bytes.length;
      assertTrue(
          allocated < allowed,
          () -> "file of seed %d: %d bytes for %d".formatted(seed, allocated, bytes.length));
    }
    System.out.printf(
        "%d files of seed %d: %d refused, %d read; at most %d kB of heap for one%n",
        files, seed, refused, files - refused, most >> 10);
    assertTrue(refused > files / 2);
  }

  /** Whether the file can be read; anything but a refusal is a failure. */
  private boolean readAll(Subject subject, byte[] bytes, int number) throws IOException {
    Path file = folder.resolve("f" + number + "." + subject.name());
    Files.write(file, bytes);
    try {
      requireJustified(subject, bytes, subject.reader().read(file));
      return true;
    } catch (CheckpointException e) {
      assertTrue(number >= 0, e::getMessage);
      assertTrue(e.getMessage().length() < 2000, e::getMessage);
      return false;
    } catch (RuntimeException | IOException | StackOverflowError | OutOfMemoryError e) {
      Path kept = Files.createTempFile("fuzz", "." + subject.name());
      Files.write(kept, bytes);
      return fail("file " + number + ", kept as " + kept, e);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a hang
  void damagedFilesAreReadOrRefused() throws IOException {
    fuzz(2_000, 7);
  }

  @Test
  @Tag("long")
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // a hang
  void manyDamagedFilesAreReadOrRefused() throws IOException {
    fuzz(40_000, System.nanoTime());
  }
}
