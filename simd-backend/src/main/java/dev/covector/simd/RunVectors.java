package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/** Loops over contiguous operands in vectors. */
final class RunVectors {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int BYTES = Species.F32.vectorByteSize();

  private RunVectors() {}

  /** Adds elements to others. */
  static void addFloats(long from, long to, long count) {
    long end = count * Float.BYTES;
    long j = 0;
    for (; j <= end - BYTES; j += BYTES) {
      load(to + j).add(load(from + j)).intoMemorySegment(Memory.ALL, to + j, ORDER);
    }
    for (; j < end; j += Float.BYTES) {
      Memory.putF32(to + j, Memory.getF32(to + j) + Memory.getF32(from + j));
    }
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(Species.F32, Memory.ALL, address, ORDER);
  }
}
