package dev.covector.simd;

import java.lang.foreign.ValueLayout;

/** Bools in memory (bytes of 0 and 1) as the bits of masks. */
final class MaskMemory {
  private static final long ONES = 0x0101010101010101L;

  private MaskMemory() {}

  static long load16(long address) {
    return load8(address) | load8(address + 8) << 8;
  }

  static long load8(long address) {
    return Long.compress(Memory.ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address), ONES);
  }

  static long load4(long address) {
    return Integer.compress(Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address), (int) ONES);
  }

  static long load2(long address) {
    return Memory.getBool(address) | Memory.getBool(address + 1) << 1;
  }

  static void store16(long address, long bits) {
    store8(address, bits);
    store8(address + 8, bits >>> 8);
  }

  static void store8(long address, long bits) {
    Memory.ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, Long.expand(bits, ONES));
  }

  static void store4(long address, long bits) {
    Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, Integer.expand((int) bits, (int) ONES));
  }

  static void store2(long address, long bits) {
    Memory.putI8(address, (int) bits & 1);
    Memory.putI8(address + 1, (int) bits >>> 1 & 1);
  }
}
