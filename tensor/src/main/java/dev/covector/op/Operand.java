package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;

/** An operand seen by a transposition rule. */
public sealed interface Operand {
  /** The operand's type. */
  TensorType type();

  /** Whether the cotangent of this operand is asked for. */
  default boolean isLinear() {
    return this instanceof Linear;
  }

  /**
   * The value of a known operand.
   *
   * @throws TransformException when it is linear
   */
  default Tensor known() {
    return switch (this) {
      case Known k -> k.value();
      case Linear l ->
          throw new TransformException(
              l.op()
                  + ": is not linear in all its tangents: the rule needs the value of the tangent "
                  + l.type()
                  + "; the tangent of a custom rule must be linear in the given tangents");
    };
  }

  /** A value that does not depend on what is transposed. */
  record Known(Tensor value) implements Operand {
    @Override
    public TensorType type() {
      return value.type();
    }
  }

  /**
   * A value that the operation is linear in.
   *
   * @param op the operation, for messages
   */
  record Linear(TensorType type, String op) implements Operand {}
}
