package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;

/** Types of the elements of arrays that are leaves of a tree, stored as tensors of one axis. */
enum Primitive {
  BOOLEAN(DType.BOOL),
  BYTE(DType.I8),
  SHORT(DType.I16),
  INT(DType.I32),
  LONG(DType.I64),
  FLOAT(DType.F32),
  DOUBLE(DType.F64);

  private final DType dtype;

  Primitive(DType dtype) {
    this.dtype = dtype;
  }

  /** The type of an array's elements, if it is one that can be stored. */
  static Optional<Primitive> of(Object array) {
    return Optional.ofNullable(
        switch (array) {
          case boolean[] a -> BOOLEAN;
          case byte[] a -> BYTE;
          case short[] a -> SHORT;
          case int[] a -> INT;
          case long[] a -> LONG;
          case float[] a -> FLOAT;
          case double[] a -> DOUBLE;
          default -> null;
        });
  }

  /** The type of the tensor that stores an array. */
  TensorType type(int length) {
    return TensorType.of(dtype, Shape.of(length));
  }

  /** The elements of an array of this type, copied. */
  Blob blob(Object array) {
    MemorySegment heap =
        switch (array) {
          case boolean[] a -> MemorySegment.ofArray(bytes(a));
          case byte[] a -> MemorySegment.ofArray(a);
          case short[] a -> MemorySegment.ofArray(a);
          case int[] a -> MemorySegment.ofArray(a);
          case long[] a -> MemorySegment.ofArray(a);
          case float[] a -> MemorySegment.ofArray(a);
          case double[] a -> MemorySegment.ofArray(a);
          default -> throw new IllegalArgumentException("no array of " + this);
        };
    MemorySegment copy = Arena.ofAuto().allocate(heap.byteSize(), 8).copyFrom(heap);
    int length = (int) (heap.byteSize() / dtype.byteSize());
    return new Blob(type(length), copy, copy);
  }

  private static byte[] bytes(boolean[] flags) {
    byte[] bytes = new byte[flags.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (flags[i] ? 1 : 0);
    }
    return bytes;
  }

  /** The array of stored elements. */
  Object array(MemorySegment data) {
    return switch (this) {
      case BOOLEAN -> {
        boolean[] flags = new boolean[Math.toIntExact(data.byteSize())];
        for (int i = 0; i < flags.length; i++) {
          flags[i] = data.get(ValueLayout.JAVA_BYTE, i) != 0;
        }
        yield flags;
      }
      case BYTE -> data.toArray(ValueLayout.JAVA_BYTE);
      case SHORT -> data.toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
      case INT -> data.toArray(ValueLayout.JAVA_INT_UNALIGNED);
      case LONG -> data.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
      case FLOAT -> data.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
      case DOUBLE -> data.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
    };
  }

  /** As it stands in a manifest. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
