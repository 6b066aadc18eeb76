package dev.covector.backend;

import dev.covector.kernel.Program;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A kind of hardware that runs programs; found with {@link java.util.ServiceLoader}. */
public interface Backend {
  /** A short name: {@code simd}, {@code reference}, {@code cuda}. */
  String name();

  /** Of the usable backends the one with the largest priority is the default. */
  int priority();

  /** Whether it can run on this machine. */
  boolean isUsable();

  /** Its devices. */
  List<Device> devices();

  /** New memory, not cleared; reclaimed when unreachable. */
  DeviceBuffer allocate(long byteSize);

  /** Read-only use of the caller's memory, without a copy. */
  DeviceBuffer wrap(MemorySegment segment);

  /** Compiles a program. */
  Executable compile(Program program);

  /**
   * Whether no code of the programs that ran is being replaced by a faster form in the background.
   * Benchmarks wait for this; results do not depend on it.
   */
  default boolean isSettled() {
    return true;
  }
}
