package dev.covector.data;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Files of one array in the IDX format, as MNIST is distributed; compressed by gzip or not, which
 * their content says, not their name.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("idx").resolve("labels-idx1-ubyte");
 * Files.write(file, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 5, 7}); // u8, 1 axis of 2
 * Tensor labels = Idx.read(file); // u8[2]: 5, 7
 * }</pre>
 *
 * <p>The format: two bytes of zero, a byte for the type of the elements, a byte for the number of
 * axes, the sizes in 4 bytes each, the elements row by row; big-endian. Source: Y. LeCun, C. Cortes
 * and C. Burges, <i>The MNIST database of handwritten digits</i>.
 */
public final class Idx {
  private static final int MAGIC_BYTES = 4;

  private Idx() {}

  /** The array of a file, by its name. */
  public static Tensor read(String file) {
    return read(Path.of(file));
  }

  /**
   * The array of a file.
   *
   * @throws DataException when there is no such file, it is no IDX file, or it has fewer or more
   *     bytes than its header says; nothing is allocated by what a header says alone
   */
  public static Tensor read(Path file) {
    try (RawFile raw = RawFile.open(file)) {
      DType dtype = dtype(file, raw);
      int axes = raw.readByte();
      int[] sizes = new int[axes];
      for (int axis = 0; axis < axes; axis++) {
        sizes[axis] = raw.readInt();
        if (sizes[axis] < 0) {
          throw new DataException(
              "%s: axis %d has the size %d; it is damaged"
                  .formatted(file, axis, Integer.toUnsignedLong(sizes[axis])));
        }
      }
      TensorType type = TensorType.of(dtype, shape(file, sizes));
      long bytes = type.shape().size() * dtype.byteSize();
      MemorySegment data = raw.readRest(type.toString(), bytes);
      return Tensor.copyOf(nativeOrder(data, dtype), type);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static DType dtype(Path file, RawFile raw) throws IOException {
    int zero = raw.readByte() << Byte.SIZE | raw.readByte();
    int code = raw.readByte();
    if (zero == 0) {
      switch (code) {
        case 0x08 -> {
          return DType.U8;
        }
        case 0x09 -> {
          return DType.I8;
        }
        case 0x0B -> {
          return DType.I16;
        }
        case 0x0C -> {
          return DType.I32;
        }
        case 0x0D -> {
          return DType.F32;
        }
        case 0x0E -> {
          return DType.F64;
        }
        default -> {
          // no element type of the format
        }
      }
    }
    throw new DataException(
        "%s: no IDX file: it begins with %02x %02x %02x; an IDX file begins with 00 00 and 08, 09, 0b, 0c, 0d or 0e"
            .formatted(file, zero >>> Byte.SIZE, zero & 0xFF, code));
  }

  private static Shape shape(Path file, int[] sizes) {
    try {
      return Shape.of(sizes);
    } catch (ShapeException e) {
      throw new DataException(file + ": the sizes in the header make no shape; it is damaged", e);
    }
  }

  private static MemorySegment nativeOrder(MemorySegment data, DType dtype) {
    int width = dtype.byteSize();
    if (width == 1 || ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
      return data;
    }
    var two = ValueLayout.JAVA_SHORT_UNALIGNED;
    var four = ValueLayout.JAVA_INT_UNALIGNED;
    var eight = ValueLayout.JAVA_LONG_UNALIGNED;
    for (long at = 0; at < data.byteSize(); at += width) {
      switch (width) {
        case Short.BYTES -> data.set(two, at, Short.reverseBytes(data.get(two, at)));
        case Integer.BYTES -> data.set(four, at, Integer.reverseBytes(data.get(four, at)));
        default -> data.set(eight, at, Long.reverseBytes(data.get(eight, at)));
      }
    }
    return data;
  }
}
