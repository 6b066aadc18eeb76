package dev.covector.host;

import java.lang.foreign.MemorySegment;

/**
 * A kernel ready to run. Safe for use by many threads at once; one that needs a workspace is so
 * only after it has been bound to one, and then for one thread at a time.
 */
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

  /** How much memory besides the buffers a run needs. */
  default long workspaceBytes() {
    return 0;
  }

  /**
   * Runs the kernel with memory to work in.
   *
   * @param workspace of {@link #workspaceBytes}, aligned to 64 bytes, for this run alone
   */
  default void run(MemorySegment[] buffers, MemorySegment workspace) {
    run(buffers);
  }

  /**
   * The kernel over a workspace, for one thread at a time; for kernels that keep more than memory
   * between their runs.
   */
  default CompiledKernel bind(MemorySegment workspace) {
    return workspaceBytes() == 0 ? this : buffers -> run(buffers, workspace);
  }
}
