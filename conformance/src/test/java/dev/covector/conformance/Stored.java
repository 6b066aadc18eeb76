package dev.covector.conformance;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.covector.DType;
import dev.covector.Shape;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Stored tensors for tests, from their elements as Java numbers. */
final class Stored {
  private Stored() {}

  static StoredTensor f32(Shape shape, double... values) {
    ByteBuffer bytes = bytes(values.length * 4);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return tensor(DType.F32, shape, bytes);
  }

  static StoredTensor f32(double... values) {
    return f32(Shape.of(values.length), values);
  }

  static StoredTensor f64(double... values) {
    ByteBuffer bytes = bytes(values.length * 8);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return tensor(DType.F64, Shape.of(values.length), bytes);
  }

  static StoredTensor f16(double... values) {
    ByteBuffer bytes = bytes(values.length * 2);
    for (double value : values) {
      bytes.putShort(Float.floatToFloat16((float) value));
    }
    return tensor(DType.F16, Shape.of(values.length), bytes);
  }

  static StoredTensor i32(int... values) {
    ByteBuffer bytes = bytes(values.length * 4);
    for (int value : values) {
      bytes.putInt(value);
    }
    return tensor(DType.I32, Shape.of(values.length), bytes);
  }

  static StoredTensor u64(long... values) {
    ByteBuffer bytes = bytes(values.length * 8);
    for (long value : values) {
      bytes.putLong(value);
    }
    return tensor(DType.U64, Shape.of(values.length), bytes);
  }

  static StoredTensor bool(boolean... values) {
    ByteBuffer bytes = bytes(values.length);
    for (boolean value : values) {
      bytes.put((byte) (value ? 1 : 0));
    }
    return tensor(DType.BOOL, Shape.of(values.length), bytes);
  }

  /** A c64 vector of real and imaginary parts in turn. */
  static StoredTensor c64(double... parts) {
    ByteBuffer bytes = bytes(parts.length * 4);
    for (double part : parts) {
      bytes.putFloat((float) part);
    }
    return tensor(DType.C64, Shape.of(parts.length / 2), bytes);
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(LITTLE_ENDIAN);
  }

  private static StoredTensor tensor(DType dtype, Shape shape, ByteBuffer bytes) {
    return new StoredTensor(dtype, shape, MemorySegment.ofArray(bytes.array()));
  }
}
