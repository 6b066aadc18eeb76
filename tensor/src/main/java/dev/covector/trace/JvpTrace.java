package dev.covector.trace;

import dev.covector.Tensor;
import dev.covector.op.Dual;
import dev.covector.op.HigherOrder;
import dev.covector.op.Op;
import java.util.ArrayList;
import java.util.List;

/** Forward mode: carries a tangent beside each value. */
public final class JvpTrace extends Trace {
  private final Trace parent;
  private final boolean linearizing;

  /** A forward-mode trace; its rules are bound to the parent. */
  JvpTrace(Trace parent) {
    this.parent = parent;
    this.linearizing = parent instanceof GraphTrace graph && graph.isLinear();
  }

  @Override
  String name() {
    return linearizing ? "grad" : "jvp";
  }

  /** A tensor of this trace; one without a tangent is itself. */
  Tensor lift(Dual dual) {
    return dual.moves() ? new JvpTracer(this, dual) : dual.primal();
  }

  /** The value and tangent of any tensor. */
  Dual lower(Tensor tensor) {
    return tensor instanceof JvpTracer tracer && tracer.trace() == this
        ? tracer.dual()
        : Dual.constant(tensor);
  }

  @Override
  List<Tensor> process(Op op, List<Tensor> in) {
    boolean moves = false;
    for (Tensor tensor : in) {
      moves |= tensor instanceof JvpTracer tracer && tracer.trace() == this;
    }
    if (!moves) {
      return parent.run(() -> Trace.bind(op, in));
    }
    List<Dual> duals = new ArrayList<>(in.size());
    for (Tensor tensor : in) {
      duals.add(lower(tensor));
    }
    List<Dual> out =
        parent.run(
            () -> linearizing && op instanceof HigherOrder h ? h.linearize(duals) : op.jvp(duals));
    List<Tensor> lifted = new ArrayList<>(out.size());
    for (Dual dual : out) {
      lifted.add(lift(dual));
    }
    return lifted;
  }
}
