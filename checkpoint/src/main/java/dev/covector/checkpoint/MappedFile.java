package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The bytes of a file, mapped into memory: no byte of it is read before it is used.
 *
 * @param file the file
 * @param bytes all of it, read-only
 */
record MappedFile(Path file, MemorySegment bytes) {
  private static final int PIECE = 1 << 30; // a ByteBuffer holds no more

  /**
   * Maps a file for as long as an arena lives.
   *
   * @throws CheckpointException when it cannot be read
   */
  static MappedFile open(Path file, Arena arena) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new CheckpointException("files of tensors need a little-endian processor");
    }
    if (Files.isDirectory(file)) {
      throw new CheckpointException("cannot read " + file + ": it is a folder");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      MemorySegment bytes =
          size == 0
              ? MemorySegment.NULL
              : channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      return new MappedFile(file, bytes);
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  /** The size in bytes. */
  long size() {
    return bytes.byteSize();
  }

  /** A part of the file on the heap. */
  byte[] array(long start, long size) {
    return bytes.asSlice(start, size).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The checksum of memory: CRC-32C (RFC 3720, appendix B.4). */
  static int checksum(MemorySegment data) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < data.byteSize(); at += PIECE) {
      long size = Math.min(PIECE, data.byteSize() - at);
      crc.update(data.asSlice(at, size).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  /**
   * A tensor over mapped memory; over a copy where the memory is not aligned to elements, or the
   * type is weak.
   *
   * @throws MalformedFileException when a boolean is neither 0 nor 1
   */
  static Tensor wrap(String place, MemorySegment data, TensorType type) {
    requireBooleans(place, data, type);
    boolean aligned = data.address() % type.dtype().physical().byteSize() == 0;
    return aligned && data.byteSize() > 0 && !type.weak()
        ? Tensor.wrap(data, type)
        : Tensor.copyOf(data, type);
  }

  /**
   * A tensor with memory of its own.
   *
   * @throws MalformedFileException when a boolean is neither 0 nor 1
   */
  static Tensor copy(String place, MemorySegment data, TensorType type) {
    requireBooleans(place, data, type);
    return Tensor.copyOf(data, type);
  }

  private static void requireBooleans(String place, MemorySegment data, TensorType type) {
    if (type.dtype() == DType.BOOL) {
      for (long i = 0; i < data.byteSize(); i++) {
        if ((data.get(ValueLayout.JAVA_BYTE, i) & ~1) != 0) {
          throw new MalformedFileException(
              place + ": element " + i + " of a bool tensor is neither 0 nor 1");
        }
      }
    }
  }
}
