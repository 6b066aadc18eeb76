package dev.covector.backend;

/** A compiled program. Safe for use by many threads at once. */
public interface Executable {
  /**
   * Runs the program, possibly after this returns.
   *
   * @param inputs one per program input
   * @param donated which inputs may be overwritten and handed back as outputs; null for none
   * @return one buffer per program output
   */
  DeviceBuffer[] run(DeviceBuffer[] inputs, boolean @org.jspecify.annotations.Nullable [] donated);
}
