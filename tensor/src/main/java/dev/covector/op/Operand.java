package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;

/** An operand seen by a transposition rule. */
public sealed interface Operand {
  /** The operand's type. */
  TensorType type();

  /** Whether the cotangent of this operand is asked for. */
  default boolean isLinear() {
    return this instanceof Linear;
  }

  /** The value of a known operand. */
  default Tensor known() {
    return switch (this) {
      case Known k -> k.value();
      case Linear l -> throw new IllegalStateException("a linear operand has no value: " + l.type());
    };
  }

  /** A value that does not depend on what is transposed. */
  record Known(Tensor value) implements Operand {
    @Override
    public TensorType type() {
      return value.type();
    }
  }

  /** A value that the operation is linear in. */
  record Linear(TensorType type) implements Operand {}
}
