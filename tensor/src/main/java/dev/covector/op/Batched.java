package dev.covector.op;

import dev.covector.Tensor;

/**
 * An operand under {@code vmap}.
 *
 * @param value the operand; where mapped, axis 0 is the mapped one
 * @param mapped whether it has the mapped axis
 */
public record Batched(Tensor value, boolean mapped) {

  /** An operand with the mapped axis at 0. */
  public static Batched mapped(Tensor value) {
    return new Batched(value, true);
  }

  /** An operand that is the same for all examples. */
  public static Batched shared(Tensor value) {
    return new Batched(value, false);
  }
}
