package dev.covector.simd;

import dev.covector.backend.Backend;
import dev.covector.backend.Device;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.host.HostBuffer;
import dev.covector.host.HostExecutable;
import dev.covector.host.HostMemory;
import dev.covector.kernel.Program;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The CPU backend that is the default: generated loops over the Vector API. */
public final class SimdBackend implements Backend {
  private final SimdCompiler compiler;

  /** For {@link java.util.ServiceLoader}. */
  public SimdBackend() {
    this(LoopCache.SHARED, Workers.SHARED);
  }

  SimdBackend(LoopCache cache, Workers workers) {
    this.compiler = new SimdCompiler(cache, workers);
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public boolean isUsable() {
    return true;
  }

  @Override
  public List<Device> devices() {
    return List.of(new Device(name(), 0, Cores.description()));
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
    return new HostExecutable(program, compiler);
  }

  @Override
  public boolean isSettled() {
    return WarmUp.isIdle();
  }
}
