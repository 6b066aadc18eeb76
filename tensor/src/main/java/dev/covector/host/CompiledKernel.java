package dev.covector.host;

import java.lang.foreign.MemorySegment;

/** A kernel ready to run. Safe for use by many threads at once. */
@FunctionalInterface
public interface CompiledKernel {
  /**
   * Runs the kernel.
   *
   * @param buffers the memory of every buffer of the program, by number: native segments of exactly
   *     the buffer's size, aligned to their elements (most to 64 bytes); the array is not to be
   *     kept
   */
  void run(MemorySegment[] buffers);
}
