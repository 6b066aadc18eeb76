package dev.covector.op;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operation over a named axis of {@code vmap}. */
public sealed interface Collective extends Op {

  /** The name of the axis. */
  String axis();

  @Override
  default Set<String> axisNames() {
    return Set.of(axis());
  }

  /** The sum over all examples; the same for each. */
  record Psum(String axis, int size) implements Collective, Transposable {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      return List.of(in.getFirst());
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor t = in.getFirst().tangentOrNull();
      return List.of(
          new Dual(
              Trace.bind(this, in.getFirst().primal()), t == null ? null : Trace.bind(this, t)));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      return List.of(Trace.bind(this, cotangents.getFirst()));
    }

    @Override
    public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
      Batched x = in.getFirst();
      if (!batchAxis.name().equals(Optional.of(axis))) {
        return List.of(Batched.mapped(Trace.bind(this, x.value())));
      }
      return List.of(
          Batched.shared(
              x.mapped()
                  ? Lax.reduceSum(x.value(), List.of(0))
                  : Lax.mul(x.value(), Lax.fullLike(x.value(), size))));
    }
  }

  /** The largest (or smallest) over all examples; the same for each. No derivative, as in JAX. */
  record Pextremum(String axis, boolean largest) implements Collective {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      return List.of(in.getFirst());
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      throw new TransformException(
          (largest ? "pmax" : "pmin") + ": has no derivative, as in JAX; use stopGradient first");
    }

    @Override
    public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
      Batched x = in.getFirst();
      if (!batchAxis.name().equals(Optional.of(axis))) {
        return List.of(Batched.mapped(Trace.bind(this, x.value())));
      }
      Reduction reduction =
          largest ? new Reduction.ReduceMax(List.of(0)) : new Reduction.ReduceMin(List.of(0));
      return List.of(Batched.shared(x.mapped() ? Trace.bind(reduction, x.value()) : x.value()));
    }
  }

  /** The number of the example along the axis, i32. */
  record AxisIndex(String axis) implements Collective {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      return List.of(TensorType.of(DType.I32));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return List.of(Dual.constant(Trace.bind(this)));
    }

    @Override
    public List<Batched> batch(BatchAxis batchAxis, List<Batched> in) {
      return List.of(
          Batched.mapped(Trace.bind(new Creation.Iota(DType.I32, Shape.of(batchAxis.size()), 0))));
    }
  }
}
