package dev.covector.checkpoint;

import dev.covector.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Archives of named arrays, as {@code numpy.savez} and {@code numpy.savez_compressed} write them;
 * what is in them is as {@link Npy} has it.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("data").resolve("data.npz");
 * Npz.write(file, Map.of("images", Numpy.zeros(10, 64), "labels", Numpy.zeros(10)));
 * Map<String, Tensor> data = Npz.read(file);
 * System.out.println(data.get("images").shape()); // [10,64]
 * }</pre>
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.savez.html">numpy.savez</a>
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** One byte of a deflated stream is at most this many (zlib's technical details). */
  private static final long MOST_INFLATED = 1032;

  private static final int PIECE = 1 << 16;

  private Npz() {}

  /**
   * The arrays of an archive, in its order.
   *
   * @throws CheckpointException when the file cannot be read
   * @throws MalformedFileException when it is no archive of arrays, when an array has another size
   *     than it says, or the checksum of one is wrong
   */
  public static Map<String, Tensor> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          "cannot read " + file.toAbsolutePath() + ": there is no such file");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, Tensor> arrays = new LinkedHashMap<>();
      List<ZipEntry> entries = new ArrayList<>(Collections.list(zip.entries()));
      for (ZipEntry entry : entries) {
        String name = entry.getName();
        String place = file + ": " + JsonObject.shown(name);
        if (!name.endsWith(SUFFIX)) {
          throw new MalformedFileException(place + " is no npy file; an npz holds nothing else");
        }
        String key = name.substring(0, name.length() - SUFFIX.length());
        if (arrays.put(key, array(place, zip, entry, Files.size(file))) != null) {
          throw new MalformedFileException(place + " is there twice");
        }
      }
      return arrays;
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedFileException(
          "%s: no npz archive that can be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Tensor array(String place, ZipFile zip, ZipEntry entry, long fileSize)
      throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] start = in.readNBytes(NpyHeader.MOST_BYTES);
      NpyHeader header = NpyHeader.read(place, MemorySegment.ofArray(start));
      long size = NpyData.size(header);
      long compressed = Math.clamp(entry.getCompressedSize(), 0, fileSize);
      if (size > compressed * MOST_INFLATED) {
        throw new MalformedFileException(
            "%s: %s takes %d bytes, more than %d bytes of archive can become; it is damaged"
                .formatted(place, header.type(), size, compressed));
      }
      MemorySegment data = Arena.ofAuto().allocate(size, 64);
      int first = (int) Math.min(size, start.length - header.dataStart());
      MemorySegment.copy(MemorySegment.ofArray(start), header.dataStart(), data, 0, first);
      crc.update(start);
      long filled = first + (start.length - header.dataStart() - first);
      byte[] piece = new byte[PIECE];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (filled + n <= size) {
          MemorySegment.copy(MemorySegment.ofArray(piece), 0, data, filled, n);
        }
        crc.update(piece, 0, n);
        filled += n;
      }
      if (filled != size || crc.getValue() != entry.getCrc()) {
        throw new MalformedFileException(
            "%s: %s takes %d bytes, the archive has %d%s"
                .formatted(
                    place,
                    header.type(),
                    size,
                    filled,
                    filled == size ? ", and their checksum is wrong; it is damaged" : ""));
      }
      return NpyData.tensor(place, header, data);
    }
  }

  /**
   * Writes an archive without compression, in one step: it is complete, or what was there before.
   *
   * @throws CheckpointException when the file system refuses, or NumPy has no such dtype
   */
  public static void write(Path file, Map<String, Tensor> arrays) {
    write(file, arrays, false);
  }

  /** As {@link #write}, with compression. */
  public static void writeCompressed(Path file, Map<String, Tensor> arrays) {
    write(file, arrays, true);
  }

  private static void write(Path file, Map<String, Tensor> arrays, boolean compressed) {
    try (Workspace workspace = Workspace.open(file, Disk.MACHINE)) {
      try (Disk.Output output = Disk.MACHINE.createFile(workspace.content())) {
        DiskStream stream = new DiskStream(output);
        ZipOutputStream zip = new ZipOutputStream(stream);
        for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
          write(zip, array.getKey(), array.getValue(), compressed);
        }
        zip.finish();
        stream.flush();
        output.sync();
      }
      workspace.commit(true);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private static void write(ZipOutputStream zip, String name, Tensor tensor, boolean compressed)
      throws IOException {
    ByteBuffer header = NpyHeader.write(name, tensor.type());
    Blob blob = Blob.physical(name, tensor);
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // equal files for equal arrays
    if (compressed) {
      entry.setMethod(ZipEntry.DEFLATED);
    } else {
      CRC32 crc = new CRC32();
      pieces(header, blob, crc::update);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(header.limit() + blob.data().byteSize());
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    pieces(header, blob, zip::write);
    zip.closeEntry();
  }

  /** Where bytes go. */
  private interface Sink {
    void accept(byte[] bytes, int offset, int length) throws IOException;
  }

  private static void pieces(ByteBuffer header, Blob blob, Sink sink) throws IOException {
    sink.accept(header.array(), 0, header.limit());
    byte[] piece = new byte[PIECE];
    MemorySegment data = blob.data();
    for (long at = 0; at < data.byteSize(); at += PIECE) {
      int n = (int) Math.min(PIECE, data.byteSize() - at);
      MemorySegment.copy(data, at, MemorySegment.ofArray(piece), 0, n);
      sink.accept(piece, 0, n);
    }
    Reference.reachabilityFence(blob.owner());
  }
}
