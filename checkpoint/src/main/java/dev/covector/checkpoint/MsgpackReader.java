package dev.covector.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values in the msgpack format: null, Boolean, Long, Double, String, List, Map with String or Long
 * keys, a MemorySegment for binary data, and what extensions are read as. Every length is checked
 * against what remains before anything is made of it.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">the format</a>
 */
final class MsgpackReader {
  /** Deeper than any tree that can be saved, and harmless to a stack. */
  private static final int MOST_NESTED = 400;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** What is made of an extension. */
  interface Extension {
    /** The value of a type's data. */
    Object read(int type, MemorySegment data);
  }

  private final String place;
  private final MemorySegment bytes;
  private final Extension extension;
  private long position;
  private int depth;

  MsgpackReader(String place, MemorySegment bytes, Extension extension) {
    this.place = place;
    this.bytes = bytes;
    this.extension = extension;
  }

  /** The value that all the bytes are. */
  @Nullable Object all() {
    Object value = value();
    if (position != bytes.byteSize()) {
      throw malformed("something follows the value");
    }
    return value;
  }

  /**
   * The next value. What is no container is read elsewhere: this method calls itself for each
   * level, and the compilers give a method room on the stack for all that they inline into it.
   */
  private @Nullable Object value() {
    int code = code();
    if (code >= 0x80 && code < 0x90) {
      return map(code & 0x0f);
    }
    if (code >= 0x90 && code < 0xa0) {
      return list(code & 0x0f);
    }
    return switch (code) {
      case 0xdc -> list(length16());
      case 0xdd -> list(length32());
      case 0xde -> map(length16());
      case 0xdf -> map(length32());
      default -> leaf(code);
    };
  }

  private int code() {
    return Byte.toUnsignedInt(take(1).get(ValueLayout.JAVA_BYTE, 0));
  }

  private @Nullable Object leaf(int code) {
    if (code < 0x80) {
      return (long) code;
    }
    if (code < 0xc0) {
      return text(code & 0x1f);
    }
    if (code >= 0xe0) {
      return (long) (byte) code;
    }
    return switch (code) {
      case 0xc0 -> null;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xc4 -> take(length8());
      case 0xc5 -> take(length16());
      case 0xc6 -> take(length32());
      case 0xc7 -> extended(length8());
      case 0xc8 -> extended(length16());
      case 0xc9 -> extended(length32());
      case 0xca -> (double) Float.intBitsToFloat(take(4).get(INT, 0));
      case 0xcb -> Double.longBitsToDouble(take(8).get(LONG, 0));
      case 0xcc -> length8();
      case 0xcd -> length16();
      case 0xce -> length32();
      case 0xcf -> unsigned(take(8).get(LONG, 0));
      case 0xd0 -> (long) take(1).get(ValueLayout.JAVA_BYTE, 0);
      case 0xd1 -> (long) take(2).get(SHORT, 0);
      case 0xd2 -> (long) take(4).get(INT, 0);
      case 0xd3 -> take(8).get(LONG, 0);
      case 0xd4 -> extended(1);
      case 0xd5 -> extended(2);
      case 0xd6 -> extended(4);
      case 0xd7 -> extended(8);
      case 0xd8 -> extended(16);
      case 0xd9 -> text(length8());
      case 0xda -> text(length16());
      case 0xdb -> text(length32());
      default -> throw malformed("the byte 0x%02x begins no value".formatted(code));
    };
  }

  private Long unsigned(long bits) {
    if (bits < 0) {
      throw malformed("the integer " + Long.toUnsignedString(bits) + " is beyond 63 bits");
    }
    return bits;
  }

  private long length8() {
    return Byte.toUnsignedLong(take(1).get(ValueLayout.JAVA_BYTE, 0));
  }

  private long length16() {
    return Short.toUnsignedLong(take(2).get(SHORT, 0));
  }

  private long length32() {
    return Integer.toUnsignedLong(take(4).get(INT, 0));
  }

  private MemorySegment take(long size) {
    if (size > bytes.byteSize() - position) {
      throw malformed(
          "%d bytes are announced, %d remain; it is truncated"
              .formatted(size, bytes.byteSize() - position));
    }
    MemorySegment taken = bytes.asSlice(position, size);
    position += size;
    return taken;
  }

  private String text(long size) {
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(take(size).toArray(ValueLayout.JAVA_BYTE));
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw malformed("a text is not UTF-8");
    }
  }

  private Object extended(long size) {
    int type = take(1).get(ValueLayout.JAVA_BYTE, 0);
    return extension.read(type, take(size));
  }

  private List<@Nullable Object> list(long size) {
    requireRoom(size);
    enter();
    List<@Nullable Object> list = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      list.add(value());
    }
    depth--;
    return list;
  }

  private Map<Object, @Nullable Object> map(long size) {
    requireRoom(2 * size);
    enter();
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (long i = 0; i < size; i++) {
      Object key = value();
      if (!(key instanceof String || key instanceof Long)) {
        throw malformed("a key is neither text nor an integer");
      }
      if (map.containsKey(key)) {
        throw malformed("the key '" + JsonObject.shown(key) + "' is there twice");
      }
      map.put(key, value());
    }
    depth--;
    return map;
  }

  /** Each value has a byte at least. */
  private void requireRoom(long values) {
    if (values > bytes.byteSize() - position) {
      throw malformed(
          "%d values are announced, %d bytes remain; it is truncated"
              .formatted(values, bytes.byteSize() - position));
    }
  }

  private void enter() {
    if (++depth > MOST_NESTED) {
      throw malformed("nested deeper than " + MOST_NESTED + " levels");
    }
  }

  private MalformedFileException malformed(String why) {
    return new MalformedFileException(place + ": no msgpack, at byte " + position + ": " + why);
  }
}
