package dev.covector;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HostDataTest {
  private static void type(String expected, Tensor tensor) {
    assertEquals(expected, tensor.type().toString());
  }

  private static void fails(Class<? extends Exception> kind, String part, Executable code) {
    String message = String.valueOf(assertThrows(kind, code).getMessage());
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("HostDataTest.java:"), message);
  }

  @Nested
  class Creating {
    @Test
    void plainNumbersAreWeak() {
      type("f32[]*", Tensor.of(0.3));
      type("i32[]*", Tensor.of(3));
      type("bool[]", Tensor.of(true));
      type("f64[]*", Defaults.wide(() -> Tensor.of(1.5)));
      type("bf16[]", Tensor.of(1.5, DType.BF16));
    }

    @Test
    void arraysGetTheDefaultWidth() {
      type("f32[2]", Tensor.of(new double[] {1, 2}));
      type("i32[2]", Tensor.of(new long[] {1, 2}));
      type("i8[1]", Tensor.of(new byte[] {1}));
      type("i16[1]", Tensor.of(new short[] {1}));
      type("f64[2]", Tensor.of(new double[] {1, 2}, DType.F64));
      type("i64[2]", Defaults.wide(() -> Tensor.of(new long[] {1, 2})));
      type("f32[0]", Tensor.of(List.of()));
      type("f32[2,0]", Tensor.of(new float[2][0]));
      type("f32[2,3]", Tensor.of(new float[6], 2, 3));
    }

    @Test
    void nestedListsTakeTheCommonDType() {
      Tensor x = Tensor.of(List.of(List.of(1, 2.5), List.of(true, 4)));
      type("f32[2,2]", x);
      assertArrayEquals(new float[] {1, 2.5f, 1, 4}, x.toFloatArray());
      type("i8[2,1]", Tensor.of(List.of(new byte[] {1}, new byte[] {2})));
    }

    @Test
    void buffersKeepTheirOrderAndPosition() {
      ByteBuffer bytes = ByteBuffer.allocate(12).putFloat(1).putFloat(2).putFloat(3).flip();
      bytes.getFloat();
      Tensor x = Tensor.of(bytes.asFloatBuffer());
      assertArrayEquals(new float[] {2, 3}, x.toFloatArray());
    }

    @Test
    void raggedDataNamesTheRow() {
      fails(
          ShapeException.class,
          "nested data is ragged: [1] has 1 elements, its neighbours 2",
          () -> Tensor.of(new float[][] {{1, 2}, {3}}));
      fails(ShapeException.class, "[1] is 1 levels deep", () -> Tensor.of(List.of(List.of(1), 2)));
    }

    @Test
    void whatDoesNotFitIsAnError() {
      fails(DTypeException.class, "java.lang.String", () -> Tensor.of("3"));
      fails(DTypeException.class, "does not fit i32", () -> Tensor.of(1L << 40));
      fails(DTypeException.class, "NaN is not an integer", () -> Tensor.of(Float.NaN, DType.I32));
      fails(ShapeException.class, "must not be negative", () -> Tensor.of(new float[2], -2));
      fails(ShapeException.class, "cannot have shape [3]", () -> Tensor.of(new float[2], 3));
    }
  }

  @Nested
  class Wrapping {
    @Test
    void sharesTheMemory() {
      try (Arena arena = Arena.ofShared()) {
        MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
        Tensor x = Tensor.wrap(data, TensorType.of(DType.F32, 2, 2));
        assertArrayEquals(new float[] {1, 2, 3, 4}, x.toFloatArray());
        assertEquals(data.address(), x.segment().address());
        assertTrue(x.segment().isReadOnly());
      }
    }

    @Test
    void needsAlignedMemoryOfTheRightSize() {
      try (Arena arena = Arena.ofShared()) {
        MemorySegment data = arena.allocate(64, 64);
        TensorType type = TensorType.of(DType.F32, 2);
        fails(
            CovectorException.class,
            "no multiple of 4",
            () -> Tensor.wrap(data.asSlice(1, 8), type));
        fails(ShapeException.class, "takes 8 bytes", () -> Tensor.wrap(data, type));
        fails(
            CovectorException.class,
            "on the Java heap",
            () -> Tensor.wrap(MemorySegment.ofArray(new float[2]), type));
      }
    }
  }

  @Nested
  class Copying {
    @Test
    void takesUnalignedAndHeapMemoryAndKeepsNoneOfIt() {
      byte[] heap = {9, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
      MemorySegment unaligned = MemorySegment.ofArray(heap).asSlice(1);
      Tensor x = Tensor.copyOf(unaligned, TensorType.of(DType.F32, 2));
      heap[4] = 0;
      assertArrayEquals(new float[] {1, 2}, x.toFloatArray());
      Tensor doubled =
          jit((Tensor t) -> t.times(2), JitOptions.named("twice").withDonated(0)).apply(x);
      assertArrayEquals(new float[] {2, 4}, doubled.toFloatArray());
    }

    @Test
    void keepsAWeakTypeWeak() {
      TensorType weak = new TensorType(DType.F32, Shape.SCALAR, true);
      type("f32[]*", Tensor.copyOf(MemorySegment.ofArray(new float[] {1}), weak));
    }

    @Test
    void takesEmptyMemory() {
      Tensor x = Tensor.copyOf(MemorySegment.ofArray(new byte[0]), TensorType.of(DType.F64, 0, 3));
      assertEquals(0, x.toDoubleArray().length);
    }

    @Test
    void needsMemoryOfTheRightSize() {
      MemorySegment data = MemorySegment.ofArray(new byte[7]);
      TensorType type = TensorType.of(DType.F32, 2);
      fails(ShapeException.class, "copyOf: f32[2] takes 8", () -> Tensor.copyOf(data, type));
    }
  }

  @Nested
  class Reading {
    @Test
    void convertsByValue() {
      Tensor x = Tensor.of(new float[] {0, 1.7f, -2.5f});
      assertArrayEquals(new double[] {0, 1.7f, -2.5}, x.toDoubleArray());
      assertArrayEquals(new int[] {0, 1, -2}, x.toIntArray());
      assertArrayEquals(new long[] {0, 1, -2}, x.toLongArray());
      assertArrayEquals(new byte[] {0, 1, -2}, x.toByteArray());
      assertArrayEquals(new boolean[] {false, true, true}, x.toBooleanArray());
      assertArrayEquals(
          new float[] {1, 0.5f}, Tensor.of(new float[] {1, 0.5f}, DType.BF16).toFloatArray());
    }

    @Test
    void nestsArrays() {
      float[][] data = {{1, 2}, {3, 4}};
      assertArrayEquals(data, (float[][]) Tensor.of(data).toNestedArray());
      assertEquals(3, Tensor.of(3).toNestedArray());
    }

    @Test
    void scalarsAreNumbers() {
      assertEquals(2.5f, Tensor.of(2.5).toFloat());
      assertEquals(2, Tensor.of(new float[] {2.5f}).toInt());
      assertEquals(true, Tensor.of(true).item());
      assertEquals(1e300, Tensor.of(1e300, DType.F64).toDouble());
      assertEquals(0x1p63, Tensor.of(new long[] {Long.MIN_VALUE}, DType.U64).toDouble());
    }

    @Test
    void whatIsNoNumberIsAnError() {
      fails(
          ShapeException.class,
          "toFloat: f32[2] has 2 elements",
          () -> Tensor.of(new float[2]).toFloat());
      fails(
          DTypeException.class, "is NaN, which is not an int", () -> Tensor.of(Float.NaN).toInt());
      fails(DTypeException.class, "is 1.0E10, which is not an int", () -> Tensor.of(1e10f).toInt());
      fails(
          DTypeException.class,
          "is 18446744073709551615, which is not a long",
          () -> Tensor.of(-1, DType.U64).toLong());
    }

    @Test
    void aClosedTensorIsAnError() {
      Tensor x = Tensor.of(new float[2]);
      x.close();
      fails(StateException.class, "closed", () -> x.toFloatArray());
    }
  }
}
