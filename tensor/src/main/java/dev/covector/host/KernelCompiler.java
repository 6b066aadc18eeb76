package dev.covector.host;

import dev.covector.kernel.Buffer;
import dev.covector.kernel.Control;
import dev.covector.kernel.Kernel;
import java.util.List;
import java.util.Optional;

/** Turns kernels into code. */
@FunctionalInterface
public interface KernelCompiler {
  /**
   * Compiles a kernel that computes: not a {@link dev.covector.kernel.Control} or a {@link
   * dev.covector.kernel.HostCall}, which {@link HostExecutable} runs itself.
   */
  CompiledKernel compile(Kernel leaf);

  /** Whether its programs take subnormal numbers for zeros; see {@link Subnormals}. */
  default boolean flushesSubnormals() {
    return false;
  }

  /**
   * Compiles a loop with the programs in it; empty where the executable shall run them.
   *
   * @param buffers those of the program that the loop is a kernel of
   */
  default Optional<CompiledLoop> compile(Control loop, List<Buffer> buffers) {
    return Optional.empty();
  }
}
