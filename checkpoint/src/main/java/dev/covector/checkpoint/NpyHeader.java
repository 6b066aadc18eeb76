package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What stands before the data of an npy file: a magic word, a version, a length, and a dictionary
 * as Python writes it, such as <code>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3),
 * }</code>.
 *
 * @param type dtype and shape
 * @param bigEndian whether the bytes of an element are in the other order
 * @param fortran whether the first axis is the one whose elements are neighbours
 * @param dataStart where the data begins
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
record NpyHeader(TensorType type, boolean bigEndian, boolean fortran, long dataStart) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_AT = 6;
  private static final int LENGTH_AT = 8;
  private static final int ALIGNMENT = 64;

  /** NumPy refuses longer ones too, as reading Python's syntax is slow. */
  private static final int LONGEST = 10_000;

  /** As long as the longest header with all that stands before it. */
  static final int MOST_BYTES = LENGTH_AT + Integer.BYTES + LONGEST;

  /**
   * Reads and checks a header. The size of the data is not checked.
   *
   * @param bytes the file, or as much of its beginning as {@link #MOST_BYTES}
   * @throws MalformedFileException when it is none
   */
  static NpyHeader read(String place, MemorySegment bytes) {
    if (bytes.byteSize() < LENGTH_AT + Integer.BYTES
        || bytes.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) >= 0) {
      throw new MalformedFileException(place + ": no npy file, or truncated");
    }
    int major = bytes.get(ValueLayout.JAVA_BYTE, VERSION_AT);
    if (major < 1 || major > 3) {
      throw new MalformedFileException(
          place + ": npy version " + major + " is not supported; 1 to 3 are");
    }
    ByteBuffer view = bytes.asSlice(LENGTH_AT, 4).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int start = LENGTH_AT + (major == 1 ? Short.BYTES : Integer.BYTES);
    long length = major == 1 ? Short.toUnsignedInt(view.getShort(0)) : view.getInt(0);
    if (length < 0 || length > LONGEST || start + length > bytes.byteSize()) {
      throw new MalformedFileException(
          "%s: an npy header of %d bytes; truncated, or no npy file".formatted(place, length));
    }
    byte[] text = bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
    NpyDictionary dictionary =
        NpyDictionary.parse(place, new String(text, StandardCharsets.ISO_8859_1));
    DType dtype = dtype(place, dictionary.descr());
    Shape shape = SafetensorsHeader.shape(place, dictionary.shape());
    return new NpyHeader(
        TensorType.of(dtype, shape),
        dictionary.descr().startsWith(">") && dtype.byteSize() > 1,
        dictionary.fortran(),
        start + length);
  }

  private static DType dtype(String place, String descr) {
    String order = descr.isEmpty() ? "" : descr.substring(0, 1);
    String code = "<>|=".contains(order) && !order.isEmpty() ? descr.substring(1) : descr;
    return switch (code) {
      case "b1" -> DType.BOOL;
      case "i1" -> DType.I8;
      case "i2" -> DType.I16;
      case "i4" -> DType.I32;
      case "i8" -> DType.I64;
      case "u1" -> DType.U8;
      case "u2" -> DType.U16;
      case "u4" -> DType.U32;
      case "u8" -> DType.U64;
      case "f2" -> DType.F16;
      case "f4" -> DType.F32;
      case "f8" -> DType.F64;
      case "c8" -> DType.C64;
      case "c16" -> DType.C128;
      case "O" ->
          throw new MalformedFileException(
              place
                  + ": an array of Python objects, which only running code of the file would read;"
                  + " save numbers");
      case "V2" ->
          throw new MalformedFileException(
              place
                  + ": elements of 2 bytes without a type, as NumPy writes bfloat16; save it as"
                  + " safetensors, or as float32");
      default ->
          throw new MalformedFileException(
              place
                  + ": the dtype '"
                  + JsonObject.shown(descr)
                  + "' is no number that tensors hold");
    };
  }

  /**
   * The header of a tensor, in the oldest version, padded so that the data is aligned.
   *
   * @throws CheckpointException when the format does not have the dtype
   */
  static ByteBuffer write(String name, TensorType type) {
    String shape =
        Arrays.stream(type.shape().toArray())
            .mapToObj(size -> size + ",")
            .collect(Collectors.joining(" ", "(", ")"));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(descr(name, type), shape);
    int before = LENGTH_AT + Short.BYTES;
    int padded = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    if (padded > LONGEST) {
      throw new CheckpointException("save: '" + name + "' has too many axes for an npy file");
    }
    ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (padded - before));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < padded - 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }

  private static String descr(String name, TensorType type) {
    int bytes = type.dtype().byteSize();
    String order = bytes == 1 ? "|" : "<";
    return order
        + switch (type.dtype()) {
          case BOOL -> "b";
          case I8, I16, I32, I64 -> "i";
          case U8, U16, U32, U64 -> "u";
          case F16, F32, F64 -> "f";
          case C64, C128 -> "c";
          case BF16 ->
              throw new CheckpointException(
                  "save: '%s' is a %s, which NumPy does not have; convert it to f32, or write"
                          .formatted(name, type)
                      + " safetensors");
          case KEY, KEY_ORIGINAL ->
              throw new CheckpointException(
                  "save: '%s' is a %s; write Random.keyData of it".formatted(name, type));
        }
        + bytes;
  }
}
