package dev.covector.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A safetensors file to be written: which tensors, and where each will be. */
final class SafetensorsLayout {
  /** The data begins at a multiple of this: a cache line. */
  private static final int ALIGNMENT = 64;

  /** A piece is in the cache still when it is written after its checksum has been computed. */
  private static final int PIECE = 1 << 20;

  private final Map<String, Blob> blobs = new TreeMap<>();

  /**
   * What is in a file that was written.
   *
   * @param fileSize its size in bytes
   * @param headerChecksum of all that stands before the data
   * @param checksums of each tensor's data
   */
  record Written(long fileSize, int headerChecksum, Map<String, Integer> checksums) {}

  /** Adds a tensor. */
  void add(String name, Blob blob) {
    if (name.equals("__metadata__")) {
      throw new CheckpointException(
          "save: the format keeps the name '__metadata__' for itself; rename the tensor");
    }
    blobs.put(name, blob);
  }

  /** Writes the file and waits until it is on the device. */
  Written write(Path file, Map<String, String> metadata, Disk disk) throws IOException {
    // elements of equal size beside each other, the largest first: all are aligned
    List<Map.Entry<String, Blob>> ordered =
        blobs.entrySet().stream()
            .sorted(Comparator.comparing(e -> -e.getValue().type().dtype().byteSize()))
            .toList();
    ByteBuffer header = header(ordered, metadata);
    long size = header.remaining();
    int headerChecksum = MappedFile.checksum(MemorySegment.ofBuffer(header));
    Map<String, Integer> checksums = new LinkedHashMap<>();
    try (Disk.Output output = disk.createFile(file)) {
      output.write(header);
      for (Map.Entry<String, Blob> entry : ordered) {
        Blob blob = entry.getValue();
        checksums.put(entry.getKey(), write(output, blob.data()));
        Reference.reachabilityFence(blob.owner());
        size += blob.data().byteSize();
      }
      output.sync();
    }
    return new Written(size, headerChecksum, checksums);
  }

  private static int write(Disk.Output output, MemorySegment data) throws IOException {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < data.byteSize(); at += PIECE) {
      MemorySegment piece = data.asSlice(at, Math.min(PIECE, data.byteSize() - at));
      crc.update(piece.asByteBuffer());
      output.write(piece.asByteBuffer());
    }
    return (int) crc.getValue();
  }

  private static ByteBuffer header(
      List<Map.Entry<String, Blob>> ordered, Map<String, String> metadata) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      json.put("__metadata__", metadata);
    }
    long offset = 0;
    for (Map.Entry<String, Blob> entry : ordered) {
      Blob blob = entry.getValue();
      SafetensorsType type = SafetensorsType.of(blob.type().dtype()).orElseThrow();
      long end = offset + blob.data().byteSize();
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("dtype", type.name());
      described.put("shape", sizes(blob));
      described.put("data_offsets", List.of(offset, end));
      json.put(entry.getKey(), described);
      offset = end;
    }
    byte[] text = Json.write("header", json).getBytes(StandardCharsets.UTF_8);
    int padded = Math.ceilDiv(text.length + Long.BYTES, ALIGNMENT) * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded - Long.BYTES).put(text);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }

  private static List<Integer> sizes(Blob blob) {
    return Arrays.stream(blob.type().shape().toArray()).boxed().toList();
  }
}
