package dev.covector.host;

import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Constant;
import dev.covector.kernel.Control;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.Decomposition;
import dev.covector.kernel.Fourier;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.Program;
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program whose kernels, those of nested programs included, are compiled. */
final class CompiledProgram {
  private final Program program;
  private final List<Step> steps;
  private final List<Storage> constants;
  private final @Nullable Profile profile;

  private CompiledProgram(Program program, List<Step> steps, List<Storage> constants) {
    this.program = program;
    this.steps = steps;
    this.constants = constants;
    this.profile = Profile.ENABLED ? new Profile(program) : null;
  }

  /** Compiles a program and everything in it. */
  static CompiledProgram of(Program program, KernelCompiler compiler, HostMemory memory) {
    List<Step> steps =
        program.kernels().stream().map(k -> step(program, k, compiler, memory)).toList();
    List<Storage> constants = program.constants().stream().map(c -> load(c, memory)).toList();
    return new CompiledProgram(program, steps, constants);
  }

  private static Step step(
      Program program, Kernel kernel, KernelCompiler compiler, HostMemory memory) {
    return switch (kernel) {
      case Loop _,
          ArgReduce _,
          Cumulative _,
          Matmul _,
          Convolution _,
          Scatter _,
          Sort _,
          Fourier _,
          Decomposition _ ->
          new Step.Leaf(compiler.compile(kernel));
      case HostCall call -> new Step.Leaf(new HostCallKernel(call, compiler.flushesSubnormals()));
      case Control.Branch branch ->
          new BranchStep(
              branch,
              program.buffers().get(branch.index()).dtype(),
              branch.branches().stream().map(p -> of(p, compiler, memory)).toList());
      case Control.While loop ->
          new WhileStep(
              loop,
              of(loop.condition(), compiler, memory),
              of(loop.body(), compiler, memory),
              compiler.compile(loop, program.buffers()));
      case Control.Repeat loop ->
          new RepeatStep(
              loop, of(loop.body(), compiler, memory), compiler.compile(loop, program.buffers()));
    };
  }

  /** Native data is used where it is; other data is copied. */
  private static Storage load(Constant constant, HostMemory memory) {
    MemorySegment data = constant.data();
    if (data.isNative() && data.address() % Long.BYTES == 0) {
      return HostBuffer.wrap(data).share("constant");
    }
    Storage copy = new Storage(memory, data.byteSize());
    MemorySegment.copy(data, 0, copy.segment(), 0, data.byteSize());
    return copy;
  }

  /** The program. */
  Program program() {
    return program;
  }

  /** Where the times of its runs go, if anywhere. */
  @Nullable Profile profile() {
    return profile;
  }

  /** The kernels' steps, in order. */
  List<Step> steps() {
    return steps;
  }

  /** The constants' memory. */
  List<Storage> constants() {
    return constants;
  }

  /** A plan for the donations of {@link BufferPlan#of}. */
  BufferPlan plan(int[] donation) {
    long[] workspaces = steps.stream().mapToLong(Step::workspaceBytes).toArray();
    return BufferPlan.of(program, workspaces, donation);
  }

  /** The size of a buffer. */
  long byteSize(int buffer) {
    return program.buffers().get(buffer).byteSize();
  }
}
