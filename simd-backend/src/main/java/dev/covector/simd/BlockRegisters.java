package dev.covector.simd;

import java.util.Arrays;

/**
 * The blocks of values that a thread computes with: arrays, which HotSpot's interpreter reads a
 * hundred times faster than memory segments.
 */
final class BlockRegisters {
  /** Elements of a block: enough to make its steps cheap, few enough for the first-level cache. */
  static final int BLOCK = 512;

  private static final ThreadLocal<BlockRegisters> CURRENT =
      ThreadLocal.withInitial(BlockRegisters::new);

  private float[][] floats = {};
  private double[][] doubles = {};
  private int[][] ints = {};
  private long[][] longs = {};
  private final byte[] bytes = new byte[BLOCK];

  private BlockRegisters() {}

  /** The calling thread's registers, at least so many of each kind, by its ordinal. */
  static BlockRegisters acquire(int[] counts) {
    BlockRegisters registers = CURRENT.get();
    registers.grow(counts);
    return registers;
  }

  private void grow(int[] counts) {
    for (int known = ints.length; known < counts[ScalarKind.INT.ordinal()]; known++) {
      ints = Arrays.copyOf(ints, known + 1);
      ints[known] = new int[BLOCK];
    }
    for (int known = longs.length; known < counts[ScalarKind.LONG.ordinal()]; known++) {
      longs = Arrays.copyOf(longs, known + 1);
      longs[known] = new long[BLOCK];
    }
    for (int known = floats.length; known < counts[ScalarKind.FLOAT.ordinal()]; known++) {
      floats = Arrays.copyOf(floats, known + 1);
      floats[known] = new float[BLOCK];
    }
    for (int known = doubles.length; known < counts[ScalarKind.DOUBLE.ordinal()]; known++) {
      doubles = Arrays.copyOf(doubles, known + 1);
      doubles[known] = new double[BLOCK];
    }
  }

  float[] floats(int register) {
    return floats[register];
  }

  double[] doubles(int register) {
    return doubles[register];
  }

  int[] ints(int register) {
    return ints[register];
  }

  long[] longs(int register) {
    return longs[register];
  }

  /** Bytes on their way from or to memory. */
  byte[] bytes() {
    return bytes;
  }

  /** Repeats the first element of a register. */
  void fill(ScalarKind kind, int register, int n) {
    switch (kind) {
      case INT -> Arrays.fill(ints[register], 1, n, ints[register][0]);
      case LONG -> Arrays.fill(longs[register], 1, n, longs[register][0]);
      case FLOAT -> Arrays.fill(floats[register], 1, n, floats[register][0]);
      case DOUBLE -> Arrays.fill(doubles[register], 1, n, doubles[register][0]);
    }
  }

  /** Sets the first element of a register from bits. */
  void set(ScalarKind kind, int register, long bits) {
    switch (kind) {
      case INT -> ints[register][0] = (int) bits;
      case LONG -> longs[register][0] = bits;
      case FLOAT -> floats[register][0] = Float.intBitsToFloat((int) bits);
      case DOUBLE -> doubles[register][0] = Double.longBitsToDouble(bits);
    }
  }
}
