package dev.covector.trace;

import dev.covector.Tensor;
import dev.covector.op.BatchAxis;
import dev.covector.op.Batched;
import dev.covector.op.Op;
import java.util.ArrayList;
import java.util.List;

/** Vectorization: carries all examples of each mapped value along axis 0. */
public final class BatchTrace extends Trace {
  private final Trace parent;
  private final BatchAxis axis;

  /** A vectorizing trace; its rules are bound to the parent. */
  BatchTrace(Trace parent, BatchAxis axis) {
    this.parent = parent;
    this.axis = axis;
  }

  @Override
  String name() {
    return "vmap";
  }

  /** A tensor of this trace; a shared one is itself. */
  Tensor lift(Batched batched) {
    return batched.mapped() ? new BatchTracer(this, batched.value()) : batched.value();
  }

  /** All examples of any tensor. */
  Batched lower(Tensor tensor) {
    return tensor instanceof BatchTracer tracer && tracer.trace() == this
        ? Batched.mapped(tracer.batch())
        : Batched.shared(tensor);
  }

  @Override
  List<Tensor> process(Op op, List<Tensor> in) {
    boolean mine = axis.name().map(op.axisNames()::contains).orElse(false);
    for (Tensor tensor : in) {
      mine |= tensor instanceof BatchTracer tracer && tracer.trace() == this;
    }
    if (!mine) {
      return parent.run(() -> Trace.bind(op, in));
    }
    List<Batched> batched = new ArrayList<>(in.size());
    for (Tensor tensor : in) {
      batched.add(lower(tensor));
    }
    List<Batched> out = parent.run(() -> op.batch(axis, batched));
    List<Tensor> lifted = new ArrayList<>(out.size());
    for (Batched result : out) {
      lifted.add(lift(result));
    }
    return lifted;
  }
}
