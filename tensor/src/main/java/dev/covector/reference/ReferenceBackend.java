package dev.covector.reference;

import dev.covector.backend.Backend;
import dev.covector.backend.Device;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.host.CompiledKernel;
import dev.covector.host.HostBuffer;
import dev.covector.host.HostExecutable;
import dev.covector.host.HostMemory;
import dev.covector.kernel.ArgReduce;
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

/**
 * The oracle of every other backend: it interprets each kernel element by element, in double
 * precision rounded once, and in 64-bit integers wrapped to the width.
 */
public final class ReferenceBackend implements Backend {
  /** For {@link java.util.ServiceLoader}. */
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public boolean isUsable() {
    return true;
  }

  @Override
  public List<Device> devices() {
    return List.of(new Device(name(), 0, "interpreter"));
  }

  @Override
  public DeviceBuffer allocate(long byteSize) {
    return HostMemory.shared().allocate(byteSize);
  }

  @Override
  public DeviceBuffer wrap(MemorySegment segment) {
    return HostBuffer.wrap(segment);
  }

  @Override
  public Executable compile(Program program) {
    return new HostExecutable(program, ReferenceBackend::compile);
  }

  private static CompiledKernel compile(Kernel leaf) {
    return switch (leaf) {
      case Loop loop -> new LoopInterpreter(loop);
      case ArgReduce arg -> new ArgReduceInterpreter(arg);
      case Cumulative scan -> new CumulativeInterpreter(scan);
      case Matmul product -> new MatmulInterpreter(product);
      case Convolution conv -> new ConvolutionInterpreter(conv);
      case Scatter scatter -> new ScatterInterpreter(scatter);
      case Sort sort -> new SortInterpreter(sort);
      case Decomposition decomposition -> new DecompositionInterpreter(decomposition);
      case Fourier transform -> new FourierInterpreter(transform);
      case HostCall _, Control _ ->
          throw new IllegalArgumentException("the executable runs " + leaf + " itself");
    };
  }
}
