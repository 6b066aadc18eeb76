package dev.covector.simd;

import java.lang.foreign.ValueLayout;

/**
 * Bools in memory (bytes of 0 and 1) as the bits of masks, for vectors of few lanes; with eight or
 * more there are vectors of bytes.
 */
final class MaskMemory {
  private static final int ONES = 0x01010101;

  private MaskMemory() {}

  static long load4(long address) {
    return Integer.compress(Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address), ONES);
  }

  static long load2(long address) {
    return Memory.getBool(address) | Memory.getBool(address + 1) << 1;
  }

  static void store4(long address, long bits) {
    Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, Integer.expand((int) bits, ONES));
  }

  static void store2(long address, long bits) {
    Memory.putI8(address, (int) bits & 1);
    Memory.putI8(address + 1, (int) bits >>> 1 & 1);
  }
}
