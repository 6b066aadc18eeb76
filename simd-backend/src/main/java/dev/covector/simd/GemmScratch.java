package dev.covector.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A thread's memory for packed panels; kept between products. */
final class GemmScratch {
  private static final ThreadLocal<GemmScratch> CURRENT = ThreadLocal.withInitial(GemmScratch::new);

  private MemorySegment lhs = MemorySegment.NULL;
  private MemorySegment rhs = MemorySegment.NULL;
  private MemorySegment sums = MemorySegment.NULL;

  static GemmScratch current() {
    return CURRENT.get();
  }

  /** The address of memory for a block of the left operand. */
  long lhs(long bytes) {
    lhs = grown(lhs, bytes);
    return lhs.address();
  }

  /** The address of memory for a block of the right operand. */
  long rhs(long bytes) {
    rhs = grown(rhs, bytes);
    return rhs.address();
  }

  /** The address of memory for sums that do not fit the result. */
  long sums(long bytes) {
    sums = grown(sums, bytes);
    return sums.address();
  }

  private static MemorySegment grown(MemorySegment old, long bytes) {
    return old.byteSize() >= bytes ? old : Arena.ofAuto().allocate(bytes, 64);
  }
}
