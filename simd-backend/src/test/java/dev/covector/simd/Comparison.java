package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.backend.Backend;
import dev.covector.backend.DeviceBuffer;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Program;
import dev.covector.reference.ReferenceBackend;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Runs a kernel on the SIMD and on the reference backend, and compares what they write. What the
 * SIMD backend writes before and after it changes over to vectors has to be the same, bit for bit.
 */
final class Comparison {
  private static final LoopCache SCALAR = new LoopCache(LoopCache.Start.SCALAR);
  private static final LoopCache COLD = new LoopCache(LoopCache.Start.COLD);
  private static final LoopCache VECTOR = new LoopCache(LoopCache.Start.VECTOR);
  private static final Workers WORKERS = new Workers(3);

  private final List<Buffer> buffers;
  private final int inputs;
  private final List<Kernel> kernels = new ArrayList<>();
  private final String what;
  private final double tolerance;
  private Values values = Comparison::number;

  /**
   * A comparison.
   *
   * @param inputs how many of the buffers arrive; the others are outputs
   * @param tolerance relative for floats, in units of the dtype's spacing
   */
  Comparison(String what, List<Buffer> buffers, int inputs, Kernel kernel, double tolerance) {
    this.what = what;
    this.buffers = buffers;
    this.inputs = inputs;
    this.kernels.add(kernel);
    this.tolerance = tolerance;
  }

  /** Draws the elements of inputs. */
  @FunctionalInterface
  interface Values {
    /** An element of an input buffer. */
    double draw(Random random, DType dtype, int buffer);
  }

  /** The same comparison with other inputs. */
  Comparison with(Values other) {
    values = other;
    return this;
  }

  /** The same comparison with another kernel after the others. */
  Comparison then(Kernel kernel) {
    kernels.add(kernel);
    return this;
  }

  /** Small numbers of both signs, with the odd special one for floats. */
  static double number(Random random, DType dtype, int buffer) {
    if (dtype.isFloating()) {
      return switch (random.nextInt(40)) {
        case 0 -> 0;
        case 1 -> -0.0;
        case 2 -> Double.POSITIVE_INFINITY;
        case 3 -> Double.NEGATIVE_INFINITY;
        case 4 -> Double.NaN;
        case 5 -> random.nextInt(-3, 4);
        default -> random.nextGaussian() * 3;
      };
    }
    return switch (random.nextInt(10)) {
      case 0 -> dtype.isUnsigned() ? Math.scalb(1.0, dtype.bits()) - 1 : -1;
      case 1 -> Math.scalb(1.0, dtype.bits() - 1) - 1;
      default -> random.nextInt(dtype.isUnsigned() ? 0 : -70, 71);
    };
  }

  /** Finite numbers only. */
  static double finite(Random random, DType dtype, int buffer) {
    return dtype.isFloating() ? random.nextGaussian() : number(random, dtype, buffer);
  }

  /** Runs both and compares. */
  void check() {
    Program program =
        new Program(
            buffers,
            IntStream.range(0, inputs).boxed().toList(),
            IntStream.range(inputs, buffers.size()).boxed().toList(),
            List.of(),
            kernels);
    ReferenceBackend oracle = new ReferenceBackend();
    List<DeviceBuffer> drawn = draw(oracle);
    DeviceBuffer[] expected = oracle.compile(program).run(drawn.toArray(DeviceBuffer[]::new), null);
    DeviceBuffer[] scalar = run(new SimdBackend(SCALAR, WORKERS), program, drawn);
    DeviceBuffer[] cold = run(new SimdBackend(COLD, WORKERS), program, drawn);
    DeviceBuffer[] vector = run(new SimdBackend(VECTOR, WORKERS), program, drawn);
    for (int b = inputs; b < buffers.size(); b++) {
      MemorySegment reference = expected[b - inputs].segment();
      compare(buffers.get(b), reference, scalar[b - inputs].segment());
      compare(buffers.get(b), reference, vector[b - inputs].segment());
      assertSame(buffers.get(b), vector[b - inputs].segment(), cold[b - inputs].segment());
    }
  }

  private List<DeviceBuffer> draw(Backend backend) {
    Random random = new Random(7);
    List<DeviceBuffer> in = new ArrayList<>();
    for (int b = 0; b < inputs; b++) {
      DeviceBuffer buffer = backend.allocate(buffers.get(b).byteSize());
      DType dtype = buffers.get(b).dtype();
      long address = buffer.segment().address();
      for (long i = 0; i < buffers.get(b).elements(); i++) {
        double value = values.draw(random, dtype, b);
        if (dtype.isFloating()) {
          Memory.putFloating(dtype, address + i * dtype.byteSize(), value);
        } else {
          long integer = value < 0 ? (long) value : Conversions.toU64(value);
          long bits = dtype == DType.BOOL ? integer & 1 : integer;
          Memory.putInteger(dtype, address + i * dtype.byteSize(), bits);
        }
      }
      in.add(buffer);
    }
    return in;
  }

  private static DeviceBuffer[] run(Backend backend, Program program, List<DeviceBuffer> drawn) {
    DeviceBuffer[] in = new DeviceBuffer[drawn.size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = backend.allocate(drawn.get(i).byteSize());
      in[i].segment().copyFrom(drawn.get(i).segment());
    }
    return backend.compile(program).run(in, null);
  }

  private void assertSame(Buffer buffer, MemorySegment warm, MemorySegment cold) {
    DType dtype = buffer.dtype();
    for (long i = 0; i < buffer.elements(); i++) {
      long offset = i * dtype.byteSize();
      long expected = bits(dtype, warm.address() + offset);
      long actual = bits(dtype, cold.address() + offset);
      if (expected != actual) {
        assertEquals(expected, actual, place(buffer, i) + ", cold and warm");
      }
    }
  }

  /** The bits of an element, where NaN has one form. */
  private static long bits(DType dtype, long address) {
    return dtype.isFloating()
        ? Double.doubleToLongBits(Memory.getFloating(dtype, address))
        : Memory.getInteger(dtype, address);
  }

  private void compare(Buffer buffer, MemorySegment expected, MemorySegment actual) {
    DType dtype = buffer.dtype();
    for (long i = 0; i < buffer.elements(); i++) {
      long offset = i * dtype.byteSize();
      if (dtype.isFloating()) {
        double x = Memory.getFloating(dtype, expected.address() + offset);
        double y = Memory.getFloating(dtype, actual.address() + offset);
        if (!isClose(x, y, dtype)) {
          assertEquals(x, y, place(buffer, i));
        }
      } else {
        long x = Memory.getInteger(dtype, expected.address() + offset);
        long y = Memory.getInteger(dtype, actual.address() + offset);
        if (x != y) {
          assertEquals(x, y, place(buffer, i));
        }
      }
    }
  }

  /** Words for an element, made only where two of millions differ. */
  private String place(Buffer buffer, long element) {
    return what + " element " + element + " of " + buffer;
  }

  private boolean isClose(double x, double y, DType dtype) {
    if (Double.compare(x, y) == 0 || x == y) {
      return true;
    }
    double spacing =
        switch (dtype) {
          case F16 -> 0x1p-10;
          case BF16 -> 0x1p-7;
          case F32 -> 0x1p-23;
          default -> 0x1p-52;
        };
    double smallest = dtype == DType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    if (dtype == DType.F16) {
      smallest = 0x1p-14;
    }
    return Math.abs(x - y) <= tolerance * spacing * Math.max(smallest, Math.abs(x));
  }
}
