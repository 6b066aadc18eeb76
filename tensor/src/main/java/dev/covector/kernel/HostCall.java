package dev.covector.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A call of host code in the order of the program: callbacks and prints of users. It runs off the
 * worker pool, on the thread that runs the program.
 *
 * @param name what a message calls it
 * @param code what is called
 * @param inputs buffers it reads
 * @param outputs buffers it writes, not aliasing the inputs
 */
public record HostCall(String name, Code code, List<Integer> inputs, List<Integer> outputs)
    implements Kernel {
  /** Copies the lists. */
  public HostCall {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Host code over dense buffers. */
  @FunctionalInterface
  public interface Code {
    /** Reads the inputs and writes the outputs; the segments are valid during the call only. */
    void call(List<MemorySegment> inputs, List<MemorySegment> outputs);
  }
}
