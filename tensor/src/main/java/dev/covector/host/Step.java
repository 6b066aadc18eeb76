package dev.covector.host;

import java.lang.foreign.MemorySegment;

/** A kernel of a {@link CompiledProgram}, before it has memory to work in. */
interface Step {
  /** How much of the arena it needs while it runs. */
  long workspaceBytes();

  /** The kernel over a workspace: for one thread at a time. */
  CompiledKernel bind(MemorySegment workspace);

  /** A kernel of the backend's. */
  record Leaf(CompiledKernel kernel) implements Step {
    @Override
    public long workspaceBytes() {
      return kernel.workspaceBytes();
    }

    @Override
    public CompiledKernel bind(MemorySegment workspace) {
      return kernel.bind(workspace);
    }
  }
}
