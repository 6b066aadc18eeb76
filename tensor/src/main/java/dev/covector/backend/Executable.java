package dev.covector.backend;

import org.jspecify.annotations.Nullable;

/** A compiled program. Safe for use by many threads at once. */
public interface Executable {
  /** How many outputs the program has. */
  int outputs();

  /**
   * Runs the program, possibly after this returns. Neither array is kept.
   *
   * @param inputs one per program input
   * @param donated which inputs may be overwritten and handed back as outputs; null for none
   * @param results filled with one buffer per program output
   */
  void run(
      @Nullable DeviceBuffer[] inputs,
      boolean @Nullable [] donated,
      @Nullable DeviceBuffer[] results);

  /** Runs the program, as the other method; the result has one buffer per program output. */
  default DeviceBuffer[] run(DeviceBuffer[] inputs, boolean @Nullable [] donated) {
    DeviceBuffer[] results = new DeviceBuffer[outputs()];
    run(inputs, donated, results);
    return results;
  }
}
