package dev.covector.checkpoint;

import dev.covector.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Files of one array, as {@code numpy.save} writes them. All dtypes but bf16 and keys; files of
 * either byte order, with the first or the last axis innermost. Written is always the last axis
 * innermost, little-endian. Python objects ("pickles") are refused: reading them runs code.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("data").resolve("x.npy");
 * Npy.write(file, Numpy.ones(2, 3));
 * Tensor x = Npy.read(file);
 * System.out.println(x.shape()); // [2,3]
 * }</pre>
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class Npy {
  private Npy() {}

  /**
   * The array of a file, which is mapped into memory and must not be changed while the tensor is
   * used.
   *
   * @throws CheckpointException when the file cannot be read
   * @throws MalformedFileException when it is no npy file, has another size than it says, or holds
   *     what is no tensor
   */
  public static Tensor read(Path file) {
    MappedFile mapped = MappedFile.open(file, Arena.ofAuto());
    return read(file.toString(), mapped.bytes());
  }

  /** The array in the bytes of an npy file; copied. */
  public static Tensor read(byte[] file) {
    return read("npy", MemorySegment.ofArray(file));
  }

  private static Tensor read(String place, MemorySegment bytes) {
    NpyHeader header = NpyHeader.read(place, bytes);
    MemorySegment data = bytes.asSlice(header.dataStart());
    return bytes.isNative() || header.fortran() || header.bigEndian()
        ? NpyData.tensor(place, header, data)
        : NpyData.tensor(
            place, header, Arena.ofAuto().allocate(data.byteSize(), 64).copyFrom(data));
  }

  /**
   * Writes a file in one step: it is complete, or what was there before.
   *
   * @throws CheckpointException when the file system refuses, or NumPy has no such dtype
   */
  public static void write(Path file, Tensor tensor) {
    var header = NpyHeader.write(file.toString(), tensor.type());
    Blob blob = Blob.physical(file.toString(), tensor);
    try (Workspace workspace = Workspace.open(file, Disk.MACHINE)) {
      try (Disk.Output output = Disk.MACHINE.createFile(workspace.content())) {
        output.write(header);
        new DiskStream(output).write(blob);
        output.sync();
      }
      workspace.commit(true);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }
}
