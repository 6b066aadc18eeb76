package dev.covector.kernel;

import java.util.List;

/**
 * Kernels in order over numbered buffers.
 *
 * @param buffers every buffer, by number
 * @param inputs the buffers that arrive as arguments
 * @param outputs the buffers handed back; an input or a constant may be among them (the executable
 *     then hands back the same memory or a copy, never writing to it), and one may appear twice
 * @param constants data that comes with the program
 * @param kernels in order of execution; a kernel reads only what is an input, a constant or written
 *     before
 */
public record Program(
    List<Buffer> buffers,
    List<Integer> inputs,
    List<Integer> outputs,
    List<Constant> constants,
    List<Kernel> kernels) {
  /** Copies the lists. */
  public Program {
    buffers = List.copyOf(buffers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    constants = List.copyOf(constants);
    kernels = List.copyOf(kernels);
  }

  /** A kernel in one line: of a loop, its size, functions and accesses. */
  public static String summary(Kernel kernel) {
    return ProgramPrinter.summary(kernel);
  }

  /** The kernels in order, with the expressions of loops, for reading. */
  @Override
  public String toString() {
    return ProgramPrinter.print(this);
  }
}
