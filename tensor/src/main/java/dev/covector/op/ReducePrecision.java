package dev.covector.op;

import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounding to a smaller floating format, kept in the operand's dtype: ties to even, overflow to
 * infinity, what is below the smallest normal number to zero. Its derivative rounds the tangent, as
 * in JAX.
 *
 * @param exponentBits at least 1
 * @param mantissaBits at least 0, without the leading one
 */
public record ReducePrecision(int exponentBits, int mantissaBits) implements Op, Transposable {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    if (!in.getFirst().dtype().isFloating() || exponentBits < 1 || mantissaBits < 0) {
      throw new DTypeException(
          "reduce_precision: "
              + in.getFirst()
              + " to "
              + exponentBits
              + " exponent and "
              + mantissaBits
              + " mantissa bits; it takes floats, at least 1 and 0 bits");
    }
    return in;
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor t = in.getFirst().tangentOrNull();
    return List.of(
        new Dual(Trace.bind(this, in.getFirst().primal()), t == null ? null : Trace.bind(this, t)));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    return List.of(Trace.bind(this, cotangents.getFirst()));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(Batched.mapped(Trace.bind(this, in.getFirst().value())));
  }
}
