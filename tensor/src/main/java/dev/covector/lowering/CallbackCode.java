package dev.covector.lowering;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.kernel.HostCall;
import dev.covector.op.Callback;
import dev.covector.trace.Backends;
import dev.covector.trace.ConcreteTensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A callback over tensors as host code over memory; the tensors are copies, free to be kept. */
record CallbackCode(Callback callback, List<TensorType> types) implements HostCall.Code {
  @Override
  public void call(List<MemorySegment> inputs, List<MemorySegment> outputs) {
    List<Tensor> in = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      DeviceBuffer copy = Backends.current().allocate(inputs.get(i).byteSize());
      copy.segment().copyFrom(inputs.get(i));
      in.add(ConcreteTensor.of(types.get(i), copy));
    }
    List<Tensor> out = callback.call(in);
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).copyFrom(((ConcreteTensor) out.get(i)).segment());
    }
  }
}
