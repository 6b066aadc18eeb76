package dev.covector.simd;

import dev.covector.kernel.Constant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The memory of a region: offsets in its workspace, and the data of its constants. */
final class RegionData {
  private static final long ALIGNMENT = 64;

  private final Arena arena = Arena.ofAuto();
  private long bytes;

  /** The offset of new memory in the workspace. */
  long allocate(long size) {
    long offset = bytes;
    bytes += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return offset;
  }

  /** The address of a copy of a constant, valid while this object is reachable. */
  long load(Constant constant) {
    MemorySegment copy = arena.allocate(Math.max(1, constant.data().byteSize()), ALIGNMENT);
    MemorySegment.copy(constant.data(), 0, copy, 0, constant.data().byteSize());
    return copy.address();
  }

  /** The size of the workspace so far. */
  long workspaceBytes() {
    return bytes;
  }
}
