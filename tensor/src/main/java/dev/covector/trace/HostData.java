package dev.covector.trace;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.graph.Literal;
import java.lang.foreign.MemorySegment;

/** Tensors from host data. */
public final class HostData {
  private HostData() {}

  /** A tensor of host data; see {@link Tensor#of(Object)}. */
  public static Tensor tensor(Object data) {
    return switch (data) {
      case Tensor t -> t;
      case Boolean b -> ConcreteTensor.literal(Literal.of(TensorType.of(DType.BOOL), b ? 1 : 0));
      case Double d -> weak(Defaults.floating(), d);
      case Float f -> weak(Defaults.floating(), f);
      case Number n -> weak(Defaults.integer(), n);
      case float[] a -> dense(DType.F32, a.length, MemorySegment.ofArray(a));
      case int[] a -> dense(DType.I32, a.length, MemorySegment.ofArray(a));
      default -> throw new DTypeException("no tensor can be made of a " + data.getClass());
    };
  }

  private static Tensor weak(DType dtype, Number value) {
    return ConcreteTensor.literal(
        Literal.of(new TensorType(dtype, Shape.SCALAR, true), value));
  }

  private static Tensor dense(DType dtype, int length, MemorySegment data) {
    DeviceBuffer buffer = Backends.current().allocate(data.byteSize());
    buffer.segment().copyFrom(data);
    return ConcreteTensor.of(TensorType.of(dtype, length), buffer);
  }
}
