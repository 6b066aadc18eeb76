package dev.covector.trace;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TracerException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Values of tensors as host data. Reading waits for the value. */
public final class HostValues {
  private HostValues() {}

  /**
   * The tensor with the value of any tensor. A value under forward or reverse mode alone is known;
   * one that jit or vmap traces is not.
   *
   * @param reader the method named in the message
   * @throws TracerException when the value is not known
   */
  public static ConcreteTensor concrete(Tensor tensor, String reader) {
    return switch (tensor) {
      case ConcreteTensor known -> known;
      case JvpTracer moving when moving.trace().isClosed() -> throw unknown(moving, reader);
      case JvpTracer moving -> concrete(moving.dual().primal(), reader);
      case GraphTracer staged -> throw unknown(staged, reader);
      case BatchTracer mapped -> throw unknown(mapped, reader);
    };
  }

  private static TracerException unknown(Tracer tracer, String reader) {
    String where = tracer.trace().name();
    if (tracer.trace().isClosed()) {
      return new TracerException(
          reader
              + ": "
              + tracer.type()
              + " escaped from the function that "
              + where
              + " traced, for example through a field or a captured variable; return it from the"
              + " function instead");
    }
    return new TracerException(
        reader
            + ": "
            + tracer.type()
            + " is traced by "
            + where
            + " and has no value yet; to branch on it use Lax.cond or Numpy.where; to see it use"
            + " debugPrint or return it from the function"
            + (where.startsWith("jit") ? "; or make the argument it comes from static" : ""));
  }

  /** Whether the value can be read now. */
  public static boolean isKnown(Tensor tensor) {
    return switch (tensor) {
      case ConcreteTensor known -> true;
      case JvpTracer moving -> isKnown(moving.dual().primal());
      case GraphTracer staged -> false;
      case BatchTracer mapped -> false;
    };
  }

  /** A read-only view of the memory. */
  public static MemorySegment segment(Tensor tensor) {
    return concrete(tensor, "segment").segment().asReadOnly();
  }

  /** Flat, converted by value. */
  public static float[] floats(Tensor tensor) {
    Source source = new Source(tensor, "toFloatArray");
    float[] result = new float[source.size];
    if (source.dtype == DType.F32) {
      MemorySegment.copy(source.data, ValueLayout.JAVA_FLOAT, 0, result, 0, source.size);
    } else {
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) source.number(i);
      }
    }
    return source.read(result);
  }

  /** Flat, converted by value. */
  public static double[] doubles(Tensor tensor) {
    Source source = new Source(tensor, "toDoubleArray");
    double[] result = new double[source.size];
    for (int i = 0; i < result.length; i++) {
      result[i] = source.number(i);
    }
    return source.read(result);
  }

  /** Flat; fractions are cut off. */
  public static int[] ints(Tensor tensor) {
    Source source = new Source(tensor, "toIntArray");
    int[] result = new int[source.size];
    if (source.dtype == DType.I32) {
      MemorySegment.copy(source.data, ValueLayout.JAVA_INT, 0, result, 0, source.size);
    } else {
      for (int i = 0; i < result.length; i++) {
        result[i] = (int) source.integer(i, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
      }
    }
    return source.read(result);
  }

  /** Flat; fractions are cut off. */
  public static long[] longs(Tensor tensor) {
    Source source = new Source(tensor, "toLongArray");
    long[] result = new long[source.size];
    for (int i = 0; i < result.length; i++) {
      result[i] = source.integer(i, Long.MIN_VALUE, Long.MAX_VALUE, "a long");
    }
    return source.read(result);
  }

  /** Flat; fractions are cut off; u8 gives its bits. */
  public static byte[] bytes(Tensor tensor) {
    Source source = new Source(tensor, "toByteArray");
    byte[] result = new byte[source.size];
    if (source.dtype.byteSize() == 1) {
      MemorySegment.copy(source.data, ValueLayout.JAVA_BYTE, 0, result, 0, source.size);
    } else {
      for (int i = 0; i < result.length; i++) {
        result[i] = (byte) source.integer(i, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
      }
    }
    return source.read(result);
  }

  /** Flat; a number is true when it is not 0. */
  public static boolean[] booleans(Tensor tensor) {
    Source source = new Source(tensor, "toBooleanArray");
    boolean[] result = new boolean[source.size];
    for (int i = 0; i < result.length; i++) {
      result[i] = source.number(i) != 0;
    }
    return source.read(result);
  }

  /** Nested Java arrays of the nearest primitive type; a boxed value for rank 0. */
  public static Object nested(Tensor tensor) {
    Source source = new Source(tensor, "toNestedArray");
    int[] sizes = tensor.shape().toArray();
    if (sizes.length == 0) {
      return source.read(source.boxed(0));
    }
    Object result = Array.newInstance(primitive(source.dtype), sizes);
    source.fill(result, sizes, 0, 0);
    return source.read(result);
  }

  /**
   * A tensor of one element.
   *
   * @throws ShapeException when there are more, or none
   */
  public static Tensor single(Tensor tensor, String reader) {
    concrete(tensor, reader);
    if (tensor.size() != 1) {
      throw new ShapeException(
          reader
              + ": "
              + tensor.type()
              + " has "
              + tensor.size()
              + " elements; only a tensor of one element is a number: index it or reduce it first");
    }
    return tensor;
  }

  /** The one element, boxed. */
  public static Object item(Tensor tensor) {
    single(tensor, "item");
    Source source = new Source(tensor, "item");
    return source.read(source.boxed(0));
  }

  /** Waits for the value of a tensor that has one. */
  public static void await(Tensor tensor) {
    if (tensor instanceof ConcreteTensor concrete) {
      concrete.buffer().await();
    }
  }

  private static Class<?> primitive(DType dtype) {
    return switch (dtype) {
      case BOOL -> boolean.class;
      case I8 -> byte.class;
      case I16, U8 -> short.class;
      case I32, U16 -> int.class;
      case I64, U32, U64 -> long.class;
      case F16, BF16, F32 -> float.class;
      case F64 -> double.class;
      case C64, C128, KEY, KEY_ORIGINAL ->
          throw new DTypeException("toNestedArray: " + dtype + " has no Java type");
    };
  }

  /** The memory being read. */
  private static final class Source {
    final ConcreteTensor tensor;
    final String reader;
    final DType dtype;
    final MemorySegment data;
    final int size;

    Source(Tensor tensor, String reader) {
      this.tensor = concrete(tensor, reader);
      this.reader = reader;
      this.dtype = tensor.dtype();
      if (dtype.isKey() || dtype.isComplex()) {
        throw new DTypeException(
            reader
                + ": "
                + tensor.type()
                + " is not made of real numbers"
                + (dtype.isKey() ? "; Keys.data gives the words of a key" : ""));
      }
      if (tensor.size() > Integer.MAX_VALUE - 8) {
        throw new CovectorException(
            reader + ": " + tensor.type() + " is too large for a Java array; use segment()");
      }
      this.size = (int) tensor.size();
      this.data = this.tensor.segment();
    }

    /** Ends the reading: the memory had to stay until here. */
    <T> T read(T result) {
      Reference.reachabilityFence(tensor);
      return result;
    }

    double number(long index) {
      Number n = Elements.number(data, dtype, index);
      long bits = dtype == DType.U64 ? n.longValue() : 0;
      return bits < 0 ? (bits >>> 1 | bits & 1) * 2.0 : n.doubleValue();
    }

    long integer(long index, long lowest, long highest, String target) {
      Number n = Elements.number(data, dtype, index);
      boolean fits =
          n instanceof Double d
              ? d.longValue() >= lowest && d.longValue() <= highest && Math.abs(d) <= 0x1p63
              : n.longValue() >= lowest
                  && n.longValue() <= highest
                  && (dtype != DType.U64 || n.longValue() >= 0);
      if (!fits) {
        throw new DTypeException(
            reader
                + ": element "
                + index
                + " of "
                + tensor.type()
                + " is "
                + (dtype == DType.U64 ? Long.toUnsignedString(n.longValue()) : n)
                + ", which is not "
                + target);
      }
      return n.longValue();
    }

    Object boxed(long index) {
      Object value = Elements.get(data, dtype, index);
      return switch (dtype) {
        case I8 -> ((Long) value).byteValue();
        case I16, U8 -> ((Long) value).shortValue();
        case I32, U16 -> ((Long) value).intValue();
        case F16, BF16, F32 -> ((Double) value).floatValue();
        case BOOL, I64, U32, U64, F64 -> value;
        case C64, C128, KEY, KEY_ORIGINAL -> throw new IllegalStateException("checked before");
      };
    }

    long fill(@Nullable Object array, int[] sizes, int axis, long start) {
      long next = start;
      for (int i = 0; i < sizes[axis]; i++) {
        if (axis == sizes.length - 1) {
          Array.set(array, i, boxed(next++));
        } else {
          next = fill(Array.get(array, i), sizes, axis + 1, next);
        }
      }
      return next;
    }
  }
}
