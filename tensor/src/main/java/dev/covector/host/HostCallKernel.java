package dev.covector.host;

import dev.covector.CovectorException;
import dev.covector.kernel.HostCall;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Runs host code on the thread that runs the program, in Java's mode for subnormals. */
record HostCallKernel(HostCall call, boolean flushes) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    List<MemorySegment> inputs = call.inputs().stream().map(b -> buffers[b].asReadOnly()).toList();
    List<MemorySegment> outputs = call.outputs().stream().map(b -> buffers[b]).toList();
    if (flushes) {
      Subnormals.keep();
    }
    try {
      call.code().call(inputs, outputs);
    } catch (CovectorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CovectorException(call.name() + ": the callback threw " + e, e);
    } finally {
      if (flushes) {
        Subnormals.flush();
      }
    }
  }
}
