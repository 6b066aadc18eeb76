package dev.covector.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file from its start, unpacked if gzip packed them. */
final class RawFile implements Closeable {
  /** One byte of a deflated stream is at most this many (zlib's technical details). */
  private static final long MOST_INFLATED = 1032;

  private static final int PIECE = 1 << 20;

  private final Path file;
  private final InputStream in;

  /** How many bytes there can be at most. */
  private final long most;

  private final boolean packed;
  private long read;

  private RawFile(Path file, InputStream in, long most, boolean packed) {
    this.file = file;
    this.in = in;
    this.most = most;
    this.packed = packed;
  }

  static RawFile open(Path file) throws IOException {
    requireFile(file);
    long size = Files.size(file);
    InputStream bytes;
    try {
      bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (AccessDeniedException e) {
      throw new DataException(file + ": no permission to read it", e);
    } catch (NoSuchFileException e) {
      throw new DataException(file.toAbsolutePath() + ": there is no such file", e);
    }
    try {
      bytes.mark(2);
      boolean packed = bytes.read() == 0x1F && bytes.read() == 0x8B;
      bytes.reset();
      return packed
          ? new RawFile(file, new GZIPInputStream(bytes), size * MOST_INFLATED, true)
          : new RawFile(file, bytes, size, false);
    } catch (EOFException | ZipException e) {
      bytes.close();
      throw new DataException(file + ": no gzip file, or truncated: " + e.getMessage(), e);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Checks that a file is there.
   *
   * @throws DataException when it is not
   */
  static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": is a folder, not a file");
    }
    if (!Files.exists(file)) {
      throw new DataException(file.toAbsolutePath() + ": there is no such file");
    }
  }

  int readByte() throws IOException {
    byte[] one = new byte[1];
    if (fill(one) < one.length) {
      throw new DataException(
          "%s: truncated: it ends after %d bytes, in its header".formatted(file, read));
    }
    return Byte.toUnsignedInt(one[0]);
  }

  int readInt() throws IOException {
    return readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
  }

  /** Fills an array with as many bytes as there are; how many. */
  private int fill(byte[] to) throws IOException {
    int n;
    try {
      n = in.readNBytes(to, 0, to.length);
    } catch (EOFException e) {
      throw new DataException(
          "%s: truncated: the gzip stream ends after about %d bytes".formatted(file, read), e);
    } catch (ZipException e) {
      throw new DataException(
          "%s: the gzip stream is damaged: %s".formatted(file, e.getMessage()), e);
    }
    read += n;
    return n;
  }

  /**
   * All bytes that follow, which must be so many.
   *
   * @param what they are, for messages
   */
  MemorySegment readRest(String what, long bytes) throws IOException {
    if (bytes > most - read) {
      throw new DataException(
          "%s: its header says %s, which takes %d bytes, but %s; it is truncated or damaged"
              .formatted(
                  file,
                  what,
                  bytes,
                  packed
                      ? "no gzip file of its size holds so many"
                      : most - read + " follow the header"));
    }
    long start = read;
    List<byte[]> pieces = new ArrayList<>(); // never more than what the file really has
    for (long left = bytes; left > 0; ) {
      byte[] piece = new byte[(int) Math.min(PIECE, left)];
      int n = fill(piece);
      pieces.add(piece);
      if (n < piece.length) {
        throw new DataException(
            "%s: its header says %s, which takes %d bytes, but %d follow; it is truncated"
                .formatted(file, what, bytes, read - start));
      }
      left -= n;
    }
    if (fill(new byte[1]) > 0) {
      throw new DataException(
          "%s: its header says %s, which takes %d bytes, but more follow; it is damaged"
              .formatted(file, what, bytes));
    }
    MemorySegment all = Arena.ofAuto().allocate(bytes, 64);
    long at = 0;
    for (byte[] piece : pieces) {
      MemorySegment.copy(MemorySegment.ofArray(piece), 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
