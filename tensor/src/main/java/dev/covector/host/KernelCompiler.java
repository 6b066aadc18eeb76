package dev.covector.host;

import dev.covector.kernel.Kernel;

/** Turns kernels into code. */
@FunctionalInterface
public interface KernelCompiler {
  /**
   * Compiles a kernel that computes: not a {@link dev.covector.kernel.Control} or a {@link
   * dev.covector.kernel.HostCall}, which {@link HostExecutable} runs itself.
   */
  CompiledKernel compile(Kernel leaf);
}
