package dev.covector.op;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Literal;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;

/** Tensors of one repeated number, for rules. */
public final class Zeros {
  private Zeros() {}

  /** Zeros of a type; of keys, whose tangents are trivial, a bool false stands for them. */
  public static Tensor like(TensorType type) {
    return filled(type.dtype().isKey() ? type.withDType(DType.BOOL) : type, 0);
  }

  /** One real number everywhere, of any type but a key's. */
  public static Tensor filled(TensorType type, Number value) {
    if (type.dtype().isComplex()) {
      TensorType part = type.withDType(type.dtype().part());
      return Trace.bind(new ComplexOp.Pair(), filled(part, value), filled(part, 0));
    }
    Tensor scalar = Trace.literal(Literal.of(type.withShape(dev.covector.Shape.SCALAR), value));
    return Lax.broadcast(scalar, type.shape());
  }
}
