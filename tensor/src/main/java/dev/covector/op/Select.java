package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code select(predicate, onTrue, onFalse)}, all of one shape. */
public record Select() implements Op, Transposable {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType predicate = in.get(0);
    TensorType onTrue = in.get(1);
    TensorType onFalse = in.get(2);
    if (predicate.dtype() != DType.BOOL) {
      throw new DTypeException("select: the predicate is " + predicate + "; it must be bool");
    }
    ElementwiseTypes.requireSame("select", onTrue, onFalse);
    if (!predicate.shape().equals(onTrue.shape())) {
      throw new ShapeException(
          "select: the predicate is "
              + predicate
              + " and the cases are "
              + onTrue
              + "; the shapes must be equal here, or use where of dev.covector.numpy");
    }
    return List.of(new TensorType(onTrue.dtype(), onTrue.shape(), onTrue.weak() && onFalse.weak()));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor predicate = in.get(0).primal();
    Tensor out = Trace.bind(this, predicate, in.get(1).primal(), in.get(2).primal());
    if (!in.get(1).moves() && !in.get(2).moves()) {
      return List.of(Dual.constant(out));
    }
    return List.of(
        new Dual(
            out,
            Trace.bind(this, predicate, in.get(1).tangentOrZeros(), in.get(2).tangentOrZeros())));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor predicate = in.get(0).known();
    Tensor ct = cotangents.getFirst();
    Tensor zeros = Lax.fullLike(ct, 0);
    return Arrays.asList(
        null,
        in.get(1).isLinear() ? Lax.select(predicate, ct, zeros) : null,
        in.get(2).isLinear() ? Lax.select(predicate, zeros, ct) : null);
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(
        Batched.mapped(
            Trace.bind(this, in.stream().map(axis::materialize).toArray(Tensor[]::new))));
  }
}
