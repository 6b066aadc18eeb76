package dev.covector.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory that an iterator fills batch after batch, before each is copied into a tensor. */
final class Scratch {
  private static final int ALIGNMENT = 64;

  private MemorySegment memory = MemorySegment.NULL;

  /** So many bytes, with any content; good until the next call. */
  MemorySegment bytes(long count) {
    if (memory.byteSize() < count) {
      memory = Arena.ofAuto().allocate(count, ALIGNMENT);
    }
    return memory.asSlice(0, count);
  }
}
