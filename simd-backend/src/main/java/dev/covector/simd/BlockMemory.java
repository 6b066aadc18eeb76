package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Copies between memory and the registers of blocks. */
final class BlockMemory {
  private BlockMemory() {}

  /** Whether elements of a dtype can be loaded and stored. */
  static boolean serves(DType dtype) {
    return switch (dtype) {
      case BOOL, I32, U32, I64, U64, F32, F64 -> true;
      case I8, I16, U8, U16, F16, BF16, C64, C128, KEY, KEY_ORIGINAL -> false;
    };
  }

  /**
   * Loads elements.
   *
   * @param address of the first
   * @param step from one to the next, in bytes
   */
  static void load(
      BlockRegisters blocks, DType dtype, int register, long address, long step, int n) {
    switch (dtype) {
      case I32, U32 -> loadInts(blocks.ints(register), address, step, n);
      case I64, U64 -> loadLongs(blocks.longs(register), address, step, n);
      case F32 -> loadFloats(blocks.floats(register), address, step, n);
      case F64 -> loadDoubles(blocks.doubles(register), address, step, n);
      default -> loadBools(blocks, blocks.ints(register), address, step, n);
    }
  }

  /** Loads elements from anywhere. */
  static void gather(BlockRegisters blocks, DType dtype, int register, long[] addresses, int n) {
    switch (dtype) {
      case I32, U32 -> {
        int[] out = blocks.ints(register);
        for (int i = 0; i < n; i++) {
          out[i] = Memory.getI32(addresses[i]);
        }
      }
      case I64, U64 -> {
        long[] out = blocks.longs(register);
        for (int i = 0; i < n; i++) {
          out[i] = Memory.getI64(addresses[i]);
        }
      }
      case F32 -> {
        float[] out = blocks.floats(register);
        for (int i = 0; i < n; i++) {
          out[i] = Memory.getF32(addresses[i]);
        }
      }
      case F64 -> {
        double[] out = blocks.doubles(register);
        for (int i = 0; i < n; i++) {
          out[i] = Memory.getF64(addresses[i]);
        }
      }
      default -> {
        int[] out = blocks.ints(register);
        for (int i = 0; i < n; i++) {
          out[i] = Memory.getBool(addresses[i]);
        }
      }
    }
  }

  /** Stores elements; as {@link #load}. */
  static void store(
      BlockRegisters blocks, DType dtype, int register, long address, long step, int n) {
    switch (dtype) {
      case I32, U32 -> storeInts(blocks.ints(register), address, step, n);
      case I64, U64 -> storeLongs(blocks.longs(register), address, step, n);
      case F32 -> storeFloats(blocks.floats(register), address, step, n);
      case F64 -> storeDoubles(blocks.doubles(register), address, step, n);
      default -> storeBools(blocks, blocks.ints(register), address, step, n);
    }
  }

  private static void loadInts(int[] out, long address, long step, int n) {
    if (step == Integer.BYTES) {
      MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_INT_UNALIGNED, address, out, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[i] = Memory.getI32(address + i * step);
    }
  }

  private static void loadLongs(long[] out, long address, long step, int n) {
    if (step == Long.BYTES) {
      MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_LONG_UNALIGNED, address, out, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[i] = Memory.getI64(address + i * step);
    }
  }

  private static void loadFloats(float[] out, long address, long step, int n) {
    if (step == Float.BYTES) {
      MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address, out, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[i] = Memory.getF32(address + i * step);
    }
  }

  private static void loadDoubles(double[] out, long address, long step, int n) {
    if (step == Double.BYTES) {
      MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, address, out, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[i] = Memory.getF64(address + i * step);
    }
  }

  private static void loadBools(BlockRegisters blocks, int[] out, long address, long step, int n) {
    if (step != 1) {
      for (int i = 0; i < n; i++) {
        out[i] = Memory.getBool(address + i * step);
      }
      return;
    }
    byte[] bytes = blocks.bytes();
    MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_BYTE, address, bytes, 0, n);
    for (int i = 0; i < n; i++) {
      out[i] = bytes[i] == 0 ? 0 : 1;
    }
  }

  private static void storeInts(int[] in, long address, long step, int n) {
    if (step == Integer.BYTES) {
      MemorySegment.copy(in, 0, Memory.ALL, ValueLayout.JAVA_INT_UNALIGNED, address, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      Memory.putI32(address + i * step, in[i]);
    }
  }

  private static void storeLongs(long[] in, long address, long step, int n) {
    if (step == Long.BYTES) {
      MemorySegment.copy(in, 0, Memory.ALL, ValueLayout.JAVA_LONG_UNALIGNED, address, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      Memory.putI64(address + i * step, in[i]);
    }
  }

  private static void storeFloats(float[] in, long address, long step, int n) {
    if (step == Float.BYTES) {
      MemorySegment.copy(in, 0, Memory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      Memory.putF32(address + i * step, in[i]);
    }
  }

  private static void storeDoubles(double[] in, long address, long step, int n) {
    if (step == Double.BYTES) {
      MemorySegment.copy(in, 0, Memory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, address, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      Memory.putF64(address + i * step, in[i]);
    }
  }

  private static void storeBools(BlockRegisters blocks, int[] in, long address, long step, int n) {
    if (step != 1) {
      for (int i = 0; i < n; i++) {
        Memory.putI8(address + i * step, in[i]);
      }
      return;
    }
    byte[] bytes = blocks.bytes();
    for (int i = 0; i < n; i++) {
      bytes[i] = (byte) in[i];
    }
    MemorySegment.copy(bytes, 0, Memory.ALL, ValueLayout.JAVA_BYTE, address, n);
  }
}
