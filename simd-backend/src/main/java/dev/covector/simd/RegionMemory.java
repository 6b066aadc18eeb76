package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;

/** What generated loops of programs do with memory besides computing. */
final class RegionMemory {
  private RegionMemory() {}

  /** Copies bytes, unless it is the same place. */
  static void move(long from, long to, long bytes) {
    if (from != to) {
      MemorySegment.copy(Memory.ALL, from, Memory.ALL, to, bytes);
    }
  }

  /** The branch that an index chooses, the last one of those too large. */
  static int branch(long index, long last, int unsigned) {
    return index < 0 && unsigned != 0 ? (int) last : (int) Math.max(0, Math.min(index, last));
  }

  /** Copies a matrix of elements of 4 or 8 bytes, from rows to dense columns. */
  static void turn(long from, long to, long rows, long columns, long down, long along, int size) {
    for (long i = 0; i < rows; i++) {
      long source = from + i * down;
      long target = to + i * size;
      for (long k = 0; k < columns; k++) {
        if (size == Integer.BYTES) {
          Memory.putI32(target, Memory.getI32(source));
        } else {
          Memory.putI64(target, Memory.getI64(source));
        }
        source += along;
        target += rows * size;
      }
    }
  }

  /** Fills integers of 1, 2, 4 or 8 bytes. */
  static void fill(long address, long count, int size, long bits) {
    DType cell =
        switch (size) {
          case 1 -> DType.I8;
          case 2 -> DType.I16;
          case 4 -> DType.I32;
          default -> DType.I64;
        };
    for (long i = 0; i < count; i++) {
      Memory.putInteger(cell, address + i * size, bits);
    }
  }
}
