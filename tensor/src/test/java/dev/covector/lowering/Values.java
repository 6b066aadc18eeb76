package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.graph.ScalarBits;
import dev.covector.trace.Backends;
import dev.covector.trace.ConcreteTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;

/** Tensors from and to arrays of doubles, in row-major order. */
final class Values {
  private Values() {}

  static Tensor tensor(TensorType type, double... values) {
    DType dtype = type.dtype();
    DeviceBuffer buffer = Backends.current().allocate(type.shape().size() * dtype.byteSize());
    MemorySegment data = buffer.segment();
    for (int i = 0; i < type.shape().size(); i++) {
      double value = values[i % values.length];
      Number number = dtype.isFloating() ? (Number) value : (Number) (long) value;
      long bits = ScalarBits.encode(dtype, number);
      switch (dtype.byteSize()) {
        case 1 -> data.set(ValueLayout.JAVA_BYTE, i, (byte) bits);
        case 2 -> data.set(ValueLayout.JAVA_SHORT, 2L * i, (short) bits);
        case 4 -> data.set(ValueLayout.JAVA_INT, 4L * i, (int) bits);
        default -> data.set(ValueLayout.JAVA_LONG, 8L * i, bits);
      }
    }
    return ConcreteTensor.of(type, buffer);
  }

  static double[] array(Tensor tensor) {
    DType dtype = tensor.dtype();
    MemorySegment data = ((ConcreteTensor) tensor).segment();
    double[] values = new double[Math.toIntExact(tensor.size())];
    for (int i = 0; i < values.length; i++) {
      long bits =
          switch (dtype.byteSize()) {
            case 1 -> data.get(ValueLayout.JAVA_BYTE, i);
            case 2 -> data.get(ValueLayout.JAVA_SHORT, 2L * i);
            case 4 -> data.get(ValueLayout.JAVA_INT, 4L * i);
            default -> data.get(ValueLayout.JAVA_LONG, 8L * i);
          };
      if (dtype.isUnsigned() && dtype.byteSize() < 8) {
        bits &= (1L << dtype.bits()) - 1;
      }
      Object value = ScalarBits.decode(dtype, bits);
      values[i] = value instanceof Boolean b ? (b ? 1 : 0) : ((Number) value).doubleValue();
    }
    return values;
  }

  /** Small values, a few of them equal. */
  static Tensor random(TensorType type, RandomGenerator random) {
    double[] values = new double[Math.max(1, Math.toIntExact(type.shape().size()))];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type.dtype().kind()) {
            case BOOL -> random.nextInt(2);
            case UNSIGNED -> random.nextInt(9);
            case SIGNED -> random.nextInt(-4, 5);
            default -> random.nextInt(-8, 9) / 4.0;
          };
    }
    return tensor(type, values);
  }
}
