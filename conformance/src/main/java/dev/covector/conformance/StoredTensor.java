package dev.covector.conformance;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.covector.DType;
import dev.covector.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A tensor's elements in memory, row-major and little-endian, without alignment.
 *
 * @param dtype the element type; keys are stored as {@link DType#U32} pairs
 * @param shape the sizes of the axes
 * @param data exactly the elements
 */
record StoredTensor(DType dtype, Shape shape, MemorySegment data) {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(LITTLE_ENDIAN);

  StoredTensor {
    if (dtype.isKey()) {
      throw new IllegalArgumentException("keys are stored as u32 pairs, got " + dtype);
    }
    if (data.byteSize() != shape.size() * dtype.byteSize()) {
      throw new IllegalArgumentException(
          dtype + shape.toString() + " does not take " + data.byteSize() + " bytes");
    }
  }

  /** The dtype and shape, such as {@code f32[3,5]}. */
  String type() {
    return dtype + shape.toString();
  }

  /** The element at a row-major position as an integer, sign- or zero-extended; bool is 0 or 1. */
  long integer(long index) {
    return switch (dtype) {
      case BOOL -> data.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
      case I8 -> data.get(ValueLayout.JAVA_BYTE, index);
      case U8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, index));
      case I16 -> data.get(SHORT, index * 2);
      case U16 -> Short.toUnsignedLong(data.get(SHORT, index * 2));
      case I32 -> data.get(INT, index * 4);
      case U32 -> Integer.toUnsignedLong(data.get(INT, index * 4));
      case I64, U64 -> data.get(LONG, index * 8);
      case F16, BF16, F32, F64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalStateException(type() + " has no integer elements");
    };
  }

  /** The real part of the element at a row-major position. */
  double real(long index) {
    return switch (dtype) {
      case F16 -> Float.float16ToFloat(data.get(SHORT, index * 2));
      case BF16 -> Float.intBitsToFloat(data.get(SHORT, index * 2) << 16);
      case F32 -> data.get(FLOAT, index * 4);
      case F64 -> data.get(DOUBLE, index * 8);
      case C64 -> data.get(FLOAT, index * 8);
      case C128 -> data.get(DOUBLE, index * 16);
      case U64 -> unsigned(integer(index));
      case BOOL, I8, U8, I16, U16, I32, U32, I64 -> integer(index);
      case KEY, KEY_ORIGINAL -> throw new IllegalStateException(type() + " has no real elements");
    };
  }

  /** The imaginary part of the element at a row-major position; 0 for real dtypes. */
  double imaginary(long index) {
    return switch (dtype) {
      case C64 -> data.get(FLOAT, index * 8 + 4);
      case C128 -> data.get(DOUBLE, index * 16 + 8);
      case BOOL, I8, U8, I16, U16, I32, U32, I64, U64, F16, BF16, F32, F64 -> 0;
      case KEY, KEY_ORIGINAL -> throw new IllegalStateException(type() + " has no real elements");
    };
  }

  /** The element at a row-major position as text. */
  String text(long index) {
    return switch (dtype.kind()) {
      case BOOL -> String.valueOf(integer(index) != 0);
      case SIGNED -> String.valueOf(integer(index));
      case UNSIGNED -> Long.toUnsignedString(integer(index));
      case FLOAT -> realText(real(index));
      case COMPLEX -> realText(real(index)) + "+" + realText(imaginary(index)) + "i";
      case KEY -> throw new IllegalStateException(type() + " has no text");
    };
  }

  private String realText(double value) {
    return switch (dtype) {
      case F64, C128 -> String.valueOf(value);
      case F16, BF16, F32, C64 -> String.valueOf((float) value);
      case BOOL, I8, U8, I16, U16, I32, U32, I64, U64, KEY, KEY_ORIGINAL ->
          throw new IllegalStateException(type() + " has no real elements");
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
  }

  /** The index along each axis of a row-major position. */
  int[] position(long index) {
    int[] position = new int[shape.rank()];
    long rest = index;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      position[axis] = (int) (rest % shape.dim(axis));
      rest /= shape.dim(axis);
    }
    return position;
  }
}
