package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;

/**
 * Packs a strided block of an operand into panels: for each position along the depth the values of
 * one panel's rows (or columns), the last panel filled up with zeros. Narrow floats widen.
 */
record GemmPanels(DType dtype, boolean wide, int width) {

  /**
   * Packs.
   *
   * @param source the address of the block's first element
   * @param across from one row (or column) of the block to the next, in bytes
   * @param along from one position along the depth to the next, in bytes
   * @param count how many rows (or columns)
   * @param target the address of the panels
   */
  void pack(long source, long across, long along, long count, long depth, long target) {
    int size = wide ? 8 : 4;
    long panelBytes = depth * width * size;
    for (long first = 0; first < count; first += width) {
      int present = (int) Math.min(width, count - first);
      panel(source + first * across, across, along, present, depth, target);
      target += panelBytes;
    }
  }

  private void panel(long source, long across, long along, int present, long depth, long target) {
    int size = wide ? 8 : 4;
    boolean whole = dtype == (wide ? DType.F64 : DType.F32);
    if (present < width) {
      Memory.ALL.asSlice(target, depth * width * size).fill((byte) 0);
    }
    if (whole && across == size) {
      long bytes = (long) present * size;
      for (long p = 0; p < depth; p++) {
        MemorySegment.copy(
            Memory.ALL, source + p * along, Memory.ALL, target + p * width * size, bytes);
      }
      return;
    }
    for (int i = 0; i < present; i++) {
      line(source + i * across, along, depth, target + (long) i * size);
    }
  }

  private void line(long source, long along, long depth, long target) {
    switch (dtype) {
      case F32 -> {
        for (long p = 0; p < depth; p++) {
          Memory.putF32(target + p * width * 4, Memory.getF32(source + p * along));
        }
      }
      case F64 -> {
        for (long p = 0; p < depth; p++) {
          Memory.putF64(target + p * width * 8, Memory.getF64(source + p * along));
        }
      }
      case F16 -> {
        for (long p = 0; p < depth; p++) {
          Memory.putF32(target + p * width * 4, Memory.getF16(source + p * along));
        }
      }
      default -> {
        for (long p = 0; p < depth; p++) {
          Memory.putF32(target + p * width * 4, Memory.getBF16(source + p * along));
        }
      }
    }
  }
}
