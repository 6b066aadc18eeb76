package dev.covector.op;

import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;

/** The operand itself, with a zero tangent. */
public record StopGradient() implements Op {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    return List.of(in.getFirst());
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    return List.of(Dual.constant(Trace.bind(this, in.getFirst().primal())));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(Batched.mapped(Trace.bind(this, in.getFirst().value())));
  }
}
