package dev.covector.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes values in the msgpack format, each in its shortest form.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">the format</a>
 */
final class MsgpackWriter {
  private final OutputStream out;

  MsgpackWriter(OutputStream out) {
    this.out = out;
  }

  void writeNull() throws IOException {
    out.write(0xc0);
  }

  void write(boolean value) throws IOException {
    out.write(value ? 0xc3 : 0xc2);
  }

  void write(long value) throws IOException {
    if (value >= -32 && value < 128) {
      out.write((byte) value);
    } else if (value >= 0) {
      header(value, 0xcc, 0xcd, 0xce, 0xcf);
    } else if (value == (byte) value) {
      bytes(0xd0, value, 1);
    } else if (value == (short) value) {
      bytes(0xd1, value, 2);
    } else if (value == (int) value) {
      bytes(0xd2, value, 4);
    } else {
      bytes(0xd3, value, 8);
    }
  }

  void write(double value) throws IOException {
    bytes(0xcb, Double.doubleToRawLongBits(value), 8);
  }

  void write(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < 32) {
      out.write(0xa0 | utf8.length);
    } else {
      header(utf8.length, 0xd9, 0xda, 0xdb, 0);
    }
    out.write(utf8);
  }

  void write(byte[] binary) throws IOException {
    writeBinaryHeader(binary.length);
    out.write(binary);
  }

  /** Before that many bytes of binary data. */
  void writeBinaryHeader(long size) throws IOException {
    header(size, 0xc4, 0xc5, 0xc6, 0);
  }

  /** Before that many values. */
  void writeListHeader(int size) throws IOException {
    if (size < 16) {
      out.write(0x90 | size);
    } else {
      header(size, 0, 0xdc, 0xdd, 0);
    }
  }

  /** Before that many keys and values, each key before its value. */
  void writeMapHeader(int size) throws IOException {
    if (size < 16) {
      out.write(0x80 | size);
    } else {
      header(size, 0, 0xde, 0xdf, 0);
    }
  }

  /** Before that many bytes of an extension. */
  void writeExtensionHeader(int type, long size) throws IOException {
    switch ((int) Math.min(size, Integer.MAX_VALUE)) {
      case 1 -> out.write(0xd4);
      case 2 -> out.write(0xd5);
      case 4 -> out.write(0xd6);
      case 8 -> out.write(0xd7);
      case 16 -> out.write(0xd8);
      default -> header(size, 0xc7, 0xc8, 0xc9, 0);
    }
    out.write(type);
  }

  /** A number of at least 0 after the code of its width; a code of 0 is a width there is not. */
  private void header(long value, int one, int two, int four, int eight) throws IOException {
    if (value < 1 << 8 && one != 0) {
      bytes(one, value, 1);
    } else if (value < 1 << 16) {
      bytes(two, value, 2);
    } else if (value < 1L << 32) {
      bytes(four, value, 4);
    } else if (eight != 0) {
      bytes(eight, value, 8);
    } else {
      throw new IOException("msgpack holds at most 2^32 - 1 bytes in one value, not " + value);
    }
  }

  private void bytes(int code, long value, int width) throws IOException {
    out.write(code);
    out.write(ByteBuffer.allocate(8).putLong(value).array(), 8 - width, width);
  }
}
