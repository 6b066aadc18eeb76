package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the element type. */
public sealed interface Conversion extends Op {

  /** The dtype of the result. */
  DType dtype();

  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(Batched.mapped(Trace.bind(this, in.getFirst().value())));
  }

  /** Conversion by value; {@code weak} says whether the result's type is weak. */
  record ConvertElementType(DType dtype, boolean weak) implements Conversion, Transposable {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      if (x.dtype() != dtype && (x.dtype().isPair() || dtype.isPair())) {
        throw new DTypeException(
            "convert_element_type: "
                + x
                + " cannot become "
                + dtype
                + "; use Random.keyData and Random.wrapKeyData to see or make the bits of a key");
      }
      return List.of(new TensorType(dtype, x.shape(), weak));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor out = Trace.bind(this, in.getFirst().primal());
      Tensor t = in.getFirst().tangentOrNull();
      return List.of(new Dual(out, t == null || !dtype.isInexact() ? null : Trace.bind(this, t)));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      TensorType x = in.getFirst().type();
      return List.of(
          Trace.bind(new ConvertElementType(x.dtype(), x.weak()), cotangents.getFirst()));
    }
  }

  /** The bits as another dtype of the same size; no derivative. */
  record BitcastConvertType(DType dtype) implements Conversion {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      if (x.dtype().bits() != dtype.bits() || x.dtype().isKey() || dtype.isKey()) {
        throw new DTypeException(
            "bitcast_convert_type: "
                + x
                + " cannot be seen as "
                + dtype
                + "; both must have the same number of bits");
      }
      return List.of(TensorType.of(dtype, x.shape()));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return List.of(Dual.constant(Trace.bind(this, in.getFirst().primal())));
    }
  }
}
