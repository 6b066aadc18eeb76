package dev.covector.simd;

import dev.covector.DType;

/**
 * Conversions of blocks by value and by bits, as {@link ScalarConversions} has them for single
 * values.
 */
final class BlockConversions {
  private static final double U32_LIMIT = 0x1p32 - 1;

  private BlockConversions() {}

  /** Converts elements by value, from one register to another. */
  static void convert(BlockRegisters blocks, DType from, int in, DType to, int out, int n) {
    switch (ScalarKind.of(from)) {
      case INT -> fromInts(from == DType.U32, blocks.ints(in), blocks, to, out, n);
      case LONG -> fromLongs(from == DType.U64, blocks.longs(in), blocks, to, out, n);
      case FLOAT -> fromFloats(blocks.floats(in), blocks, to, out, n);
      case DOUBLE -> fromDoubles(blocks.doubles(in), blocks, to, out, n);
    }
  }

  /** Reinterprets the bits of elements as a dtype of the same size. */
  static void bitcast(BlockRegisters blocks, DType from, int in, DType to, int out, int n) {
    switch (ScalarKind.of(from)) {
      case INT -> {
        if (to == DType.F32) {
          intsToFloats(blocks.ints(in), blocks.floats(out), n);
        } else {
          System.arraycopy(blocks.ints(in), 0, blocks.ints(out), 0, n);
        }
      }
      case LONG -> {
        if (to == DType.F64) {
          longsToDoubles(blocks.longs(in), blocks.doubles(out), n);
        } else {
          System.arraycopy(blocks.longs(in), 0, blocks.longs(out), 0, n);
        }
      }
      case FLOAT -> {
        if (to == DType.F32) {
          System.arraycopy(blocks.floats(in), 0, blocks.floats(out), 0, n);
        } else {
          floatsToInts(blocks.floats(in), blocks.ints(out), n);
        }
      }
      case DOUBLE -> {
        if (to == DType.F64) {
          System.arraycopy(blocks.doubles(in), 0, blocks.doubles(out), 0, n);
        } else {
          doublesToLongs(blocks.doubles(in), blocks.longs(out), n);
        }
      }
    }
  }

  private static void fromInts(
      boolean unsigned, int[] in, BlockRegisters blocks, DType to, int out, int n) {
    switch (to) {
      case BOOL -> IntBlocks.toBool(in, blocks.ints(out), n);
      case I32, U32 -> System.arraycopy(in, 0, blocks.ints(out), 0, n);
      case I64, U64 -> intsToLongs(unsigned, in, blocks.longs(out), n);
      case F32 -> intsToFloats(unsigned, in, blocks.floats(out), n);
      default -> intsToDoubles(unsigned, in, blocks.doubles(out), n);
    }
  }

  private static void fromLongs(
      boolean unsigned, long[] in, BlockRegisters blocks, DType to, int out, int n) {
    switch (to) {
      case BOOL -> LongBlocks.toBool(in, blocks.ints(out), n);
      case I32, U32 -> longsToInts(in, blocks.ints(out), n);
      case I64, U64 -> System.arraycopy(in, 0, blocks.longs(out), 0, n);
      case F32 -> longsToFloats(unsigned, in, blocks.floats(out), n);
      default -> longsToDoubles(unsigned, in, blocks.doubles(out), n);
    }
  }

  private static void fromFloats(float[] in, BlockRegisters blocks, DType to, int out, int n) {
    switch (to) {
      case BOOL -> floatsToBools(in, blocks.ints(out), n);
      case I32 -> floatsToI32(in, blocks.ints(out), n);
      case U32 -> floatsToU32(in, blocks.ints(out), n);
      case I64 -> floatsToI64(in, blocks.longs(out), n);
      case U64 -> floatsToU64(in, blocks.longs(out), n);
      case F32 -> System.arraycopy(in, 0, blocks.floats(out), 0, n);
      default -> floatsToDoubles(in, blocks.doubles(out), n);
    }
  }

  private static void fromDoubles(double[] in, BlockRegisters blocks, DType to, int out, int n) {
    switch (to) {
      case BOOL -> doublesToBools(in, blocks.ints(out), n);
      case I32 -> doublesToI32(in, blocks.ints(out), n);
      case U32 -> doublesToU32(in, blocks.ints(out), n);
      case I64 -> doublesToI64(in, blocks.longs(out), n);
      case U64 -> doublesToU64(in, blocks.longs(out), n);
      case F32 -> doublesToFloats(in, blocks.floats(out), n);
      default -> System.arraycopy(in, 0, blocks.doubles(out), 0, n);
    }
  }

  private static void intsToLongs(boolean unsigned, int[] in, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsigned ? Integer.toUnsignedLong(in[i]) : in[i];
    }
  }

  private static void intsToFloats(boolean unsigned, int[] in, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsigned ? (float) Integer.toUnsignedLong(in[i]) : in[i];
    }
  }

  private static void intsToDoubles(boolean unsigned, int[] in, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsigned ? (double) Integer.toUnsignedLong(in[i]) : in[i];
    }
  }

  private static void longsToInts(long[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (int) in[i];
    }
  }

  private static void longsToFloats(boolean unsigned, long[] in, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsigned ? Conversions.floatFromU64(in[i]) : (float) in[i];
    }
  }

  private static void longsToDoubles(boolean unsigned, long[] in, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsigned ? Conversions.fromU64(in[i]) : (double) in[i];
    }
  }

  private static void floatsToBools(float[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.toBool(in[i]);
    }
  }

  private static void floatsToI32(float[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (int) in[i];
    }
  }

  private static void floatsToU32(float[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.saturate(in[i], 0, U32_LIMIT);
    }
  }

  private static void floatsToI64(float[] in, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (long) in[i];
    }
  }

  private static void floatsToU64(float[] in, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.toU64(in[i]);
    }
  }

  private static void doublesToBools(double[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.toBool(in[i]);
    }
  }

  private static void doublesToI32(double[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (int) in[i];
    }
  }

  private static void doublesToU32(double[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.saturate(in[i], 0, U32_LIMIT);
    }
  }

  private static void doublesToI64(double[] in, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (long) in[i];
    }
  }

  private static void doublesToU64(double[] in, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.toU64(in[i]);
    }
  }

  private static void floatsToDoubles(float[] in, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = in[i];
    }
  }

  private static void doublesToFloats(double[] in, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) in[i];
    }
  }

  private static void intsToFloats(int[] in, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Float.intBitsToFloat(in[i]);
    }
  }

  private static void longsToDoubles(long[] in, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Double.longBitsToDouble(in[i]);
    }
  }

  private static void floatsToInts(float[] in, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Float.floatToRawIntBits(in[i]);
    }
  }

  private static void doublesToLongs(double[] in, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Double.doubleToRawLongBits(in[i]);
    }
  }
}
