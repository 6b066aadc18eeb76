package dev.covector.checkpoint;

import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file of named tensors in the safetensors format, which models are shared in. All dtypes but
 * keys and c128 can be written.
 *
 * <p>A file that is read is mapped into memory and stays mapped while one of its tensors is
 * reachable; a tensor is that memory, without a copy, unless the file does not align it. So the
 * file must not be changed meanwhile; replacing it by a rename, as {@link #write} does, is fine.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("model").resolve("weights.safetensors");
 * Safetensors.write(file, Map.of("w", Numpy.ones(2, 3), "b", Numpy.zeros(3)));
 * Map<String, Tensor> weights = Safetensors.read(file);
 * System.out.println(weights.get("w").shape()); // [2,3]
 * }</pre>
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
 */
public final class Safetensors {
  private final MappedFile file;
  private final SafetensorsHeader header;

  private Safetensors(MappedFile file) {
    this.file = file;
    this.header = SafetensorsHeader.read(file);
  }

  /**
   * Maps a file and checks its header.
   *
   * @throws CheckpointException when the file cannot be read
   * @throws MalformedFileException when it is no safetensors file, is truncated, has sizes or
   *     offsets that are not its own, or holds a dtype that tensors do not have
   */
  public static Safetensors open(Path file) {
    return open(file, Arena.ofAuto());
  }

  static Safetensors open(Path file, Arena arena) {
    return new Safetensors(MappedFile.open(file, arena));
  }

  /**
   * All tensors of a file, in the order of their data.
   *
   * @throws CheckpointException as {@link #open}
   */
  public static Map<String, Tensor> read(Path file) {
    Safetensors opened = open(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    opened.names().forEach(name -> tensors.put(name, opened.tensor(name)));
    return tensors;
  }

  /**
   * Writes a file in one step: it is complete, or what was there before.
   *
   * @throws CheckpointException when the file system refuses, or a tensor has a dtype that the
   *     format does not have
   */
  public static void write(Path file, Map<String, Tensor> tensors) {
    write(file, tensors, Map.of());
  }

  /** As {@link #write(Path, Map)}, with text for people, such as a licence. */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    SafetensorsLayout layout = new SafetensorsLayout();
    tensors.forEach((name, tensor) -> layout.add(name, Blob.of(name, tensor)));
    try (Workspace workspace = Workspace.open(file, Disk.MACHINE)) {
      layout.write(workspace.content(), metadata, Disk.MACHINE);
      workspace.commit(true);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  /** The names of the tensors, in the order of their data. */
  public Set<String> names() {
    return header.entries().keySet();
  }

  /** The text for people in the header; empty when there is none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * The dtype and shape of a tensor.
   *
   * @throws CheckpointException when no tensor has the name
   */
  public TensorType type(String name) {
    return entry(name).type();
  }

  /**
   * The bytes of a tensor: row-major, little-endian, read-only, without any alignment.
   *
   * @throws CheckpointException when no tensor has the name
   */
  public MemorySegment segment(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    return file.bytes().asSlice(header.dataStart() + entry.start(), entry.end() - entry.start());
  }

  /**
   * A tensor over the mapped memory; over a copy only where the file does not align it.
   *
   * @throws CheckpointException when no tensor has the name
   * @throws MalformedFileException when a boolean is neither 0 nor 1
   */
  public Tensor tensor(String name) {
    return MappedFile.wrap(file.file() + ": " + name, segment(name), type(name));
  }

  /** The checksum of all that stands before the data. */
  int headerChecksum() {
    return MappedFile.checksum(file.bytes().asSlice(0, header.dataStart()));
  }

  /** The size of the file. */
  long fileSize() {
    return file.size();
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new CheckpointException(
          "%s: no tensor is named '%s'; there are %s"
              .formatted(file.file(), name, JsonObject.shown(header.entries().keySet())));
    }
    return entry;
  }
}
