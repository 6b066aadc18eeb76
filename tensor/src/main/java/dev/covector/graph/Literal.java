package dev.covector.graph;

import dev.covector.DType;
import dev.covector.TensorType;

/**
 * A scalar constant written into a graph.
 *
 * @param type of rank 0, not a key and not complex
 * @param bits the value's bits as {@link dev.covector.kernel.Expression.Constant} has them
 */
public record Literal(TensorType type, long bits) implements Atom {

  /** The literal of a real number in a dtype; integers wrap, as a conversion by value does. */
  public static Literal of(TensorType type, Number value) {
    return new Literal(type, ScalarBits.encode(type.dtype(), value));
  }

  /** The value: a Boolean, Long or Double. */
  public Object value() {
    return ScalarBits.decode(type.dtype(), bits);
  }

  /** Whether the value is this number. */
  public boolean is(double number) {
    return type.dtype() != DType.BOOL && ((Number) value()).doubleValue() == number;
  }

  @Override
  public String toString() {
    Object value = value();
    // the shortest digits that name the value in its dtype
    boolean isWide = type.dtype() == DType.F64 || !(value instanceof Double);
    return (isWide ? value : (Object) ((Double) value).floatValue()) + ":" + type;
  }
}
