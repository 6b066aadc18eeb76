package dev.covector.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** A file being written as a stream, with a buffer. */
final class DiskStream extends OutputStream {
  private static final int PIECE = 1 << 20;

  private final Disk.Output output;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

  DiskStream(Disk.Output output) {
    this.output = output;
  }

  @Override
  public void write(int b) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.remaining()) {
      output.write(ByteBuffer.wrap(bytes, offset, length));
    } else {
      buffer.put(bytes, offset, length);
    }
  }

  /** Writes elements from where they are. */
  void write(Blob blob) throws IOException {
    flush();
    MemorySegment data = blob.data();
    for (long at = 0; at < data.byteSize(); at += PIECE) {
      output.write(data.asSlice(at, Math.min(PIECE, data.byteSize() - at)).asByteBuffer());
    }
    Reference.reachabilityFence(blob.owner());
  }

  @Override
  public void flush() throws IOException {
    output.write(buffer.flip());
    buffer.clear();
  }
}
