package dev.covector.trace;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.graph.Literal;
import dev.covector.lax.Lax;
import dev.covector.numpy.Promotion;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tensors from host data. */
public final class HostData {
  private HostData() {}

  /** A tensor of host data; see {@link Tensor#of(Object)}. */
  public static Tensor tensor(@Nullable Object data) {
    return switch (data) {
      case null -> throw noData();
      case Tensor t -> t;
      case Boolean b -> ConcreteTensor.literal(Literal.of(TensorType.of(DType.BOOL), b ? 1 : 0));
      case Number n -> {
        DType dtype = dtype(n);
        requireFits(n, dtype);
        yield ConcreteTensor.literal(Literal.of(new TensorType(dtype, Shape.SCALAR, true), n));
      }
      case Buffer buffer -> dense(new NestedData(array(buffer)));
      default -> NestedData.hasTensor(data) ? stack(data) : dense(new NestedData(data));
    };
  }

  private static DTypeException noData() {
    return new DTypeException(
        "Tensor.of: the data is null; it must be a number, a boolean, an array or a list");
  }

  /** A tensor of host data in a dtype; see {@link Tensor#of(Object, DType)}. */
  public static Tensor tensor(@Nullable Object data, DType dtype) {
    requireStorable(dtype);
    return switch (data) {
      case null -> throw noData();
      case Tensor t -> Lax.convert(t, dtype);
      case Boolean b -> ConcreteTensor.literal(Literal.of(TensorType.of(dtype), b ? 1 : 0));
      case Number n -> {
        Elements.requireFiniteFor(dtype, n);
        yield ConcreteTensor.literal(Literal.of(TensorType.of(dtype), n));
      }
      case Buffer buffer -> dense(new NestedData(array(buffer)), dtype);
      default ->
          NestedData.hasTensor(data)
              ? Lax.convert(stack(data), dtype)
              : dense(new NestedData(data), dtype);
    };
  }

  /** A tensor of a flat array in row-major order. */
  public static Tensor shaped(Object data, int... sizes) {
    Shape shape = Shape.of(sizes);
    NestedData nested = new NestedData(data);
    if (shape.size() != nested.shape().size()) {
      throw new ShapeException(
          "of: an array of "
              + nested.shape().size()
              + " elements cannot have shape "
              + shape
              + ", which has "
              + shape.size());
    }
    return fill(nested, TensorType.of(nested.dtype(), shape));
  }

  /** Read-only use of the caller's memory; see {@link Tensor#wrap}. */
  public static Tensor wrap(MemorySegment data, TensorType type) {
    DType stored = type.dtype().physical();
    requireSize("wrap", data, type);
    if (!data.isNative()) {
      throw new CovectorException(
          "wrap: the segment is on the Java heap; use a native or mapped segment, or Tensor.of,"
              + " which copies");
    }
    if (data.address() % stored.byteSize() != 0) {
      throw new CovectorException(
          "wrap: the segment starts at an address that is no multiple of "
              + stored.byteSize()
              + ", the size of one "
              + stored
              + "; copy it to aligned memory first");
    }
    return ConcreteTensor.borrowed(type.strong(), Backends.current().wrap(data.asReadOnly()));
  }

  /** Memory of our own with the content of the caller's; see {@link Tensor#copyOf}. */
  public static Tensor copyOf(MemorySegment data, TensorType type) {
    requireSize("copyOf", data, type);
    DeviceBuffer buffer = Backends.current().allocate(data.byteSize());
    buffer.segment().copyFrom(data);
    return ConcreteTensor.of(type, buffer);
  }

  private static void requireSize(String op, MemorySegment data, TensorType type) {
    long bytes = type.shape().size() * type.dtype().byteSize();
    if (data.byteSize() != bytes) {
      throw new ShapeException(
          op + ": " + type + " takes " + bytes + " bytes, but the segment has " + data.byteSize());
    }
  }

  /** The dtype of a plain number. */
  static DType dtype(Number number) {
    return number instanceof Double || number instanceof Float || number instanceof BigDecimal
        ? Defaults.floating()
        : Defaults.integer();
  }

  /** Checks that a plain integer is in the range of the default width. */
  static void requireFits(Number number, DType dtype) {
    if (dtype == DType.I32
        && !(number instanceof Double || number instanceof Float)
        && number.longValue() != number.intValue()) {
      throw new DTypeException(
          "of: "
              + number
              + " does not fit i32, the default width; name a dtype, as in"
              + " Tensor.of(x, DType.U32), or use Defaults.wide");
    }
  }

  private static void requireStorable(DType dtype) {
    if (dtype.isKey() || dtype.isComplex()) {
      throw new DTypeException("of: host numbers cannot become " + dtype);
    }
  }

  private static Tensor dense(NestedData data) {
    return dense(data, data.dtype());
  }

  private static Tensor dense(NestedData data, DType dtype) {
    return fill(data, TensorType.of(dtype, data.shape()));
  }

  private static Tensor fill(NestedData data, TensorType type) {
    DeviceBuffer buffer =
        Backends.current().allocate(type.shape().size() * type.dtype().byteSize());
    data.write(buffer.segment(), type.dtype());
    return ConcreteTensor.of(type, buffer);
  }

  /** Nested data with tensors in it, which may be traced: stacked with operations. */
  private static Tensor stack(Object node) {
    List<?> rows =
        switch (node) {
          case Object[] array -> Arrays.asList(array);
          case List<?> list -> list;
          default -> List.of();
        };
    if (rows.isEmpty()) {
      return tensor(node);
    }
    List<Tensor> parts = new ArrayList<>();
    for (Tensor part : Promotion.promote("of", rows.stream().map(HostData::stack).toList())) {
      if (!parts.isEmpty() && !parts.getFirst().shape().remove(0).equals(part.shape())) {
        throw new ShapeException(
            "of: nested data is ragged: "
                + part.type()
                + " stands beside "
                + parts.getFirst().type().withShape(parts.getFirst().shape().remove(0)));
      }
      parts.add(Lax.reshape(part, part.shape().insert(0, 1)));
    }
    return Lax.concatenate(parts, 0);
  }

  /** The remaining elements of a buffer, in its byte order; the buffer's position stays. */
  private static Object array(Buffer buffer) {
    int n = buffer.remaining();
    return switch (buffer) {
      case FloatBuffer b -> {
        float[] a = new float[n];
        b.duplicate().get(a);
        yield a;
      }
      case DoubleBuffer b -> {
        double[] a = new double[n];
        b.duplicate().get(a);
        yield a;
      }
      case IntBuffer b -> {
        int[] a = new int[n];
        b.duplicate().get(a);
        yield a;
      }
      case LongBuffer b -> {
        long[] a = new long[n];
        b.duplicate().get(a);
        yield a;
      }
      case ShortBuffer b -> {
        short[] a = new short[n];
        b.duplicate().get(a);
        yield a;
      }
      case ByteBuffer b -> {
        byte[] a = new byte[n];
        b.duplicate().get(a);
        yield a;
      }
      default ->
          throw new DTypeException("of: no tensor can be made of a " + buffer.getClass().getName());
    };
  }
}
