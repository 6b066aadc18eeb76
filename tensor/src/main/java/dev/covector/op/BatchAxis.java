package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Optional;

/**
 * The axis that {@code vmap} maps over.
 *
 * @param size how many examples
 * @param name for collectives, when it has one
 */
public record BatchAxis(int size, Optional<String> name) {

  /** The operand with the mapped axis at 0, repeated where it was shared. */
  public Tensor materialize(Batched operand) {
    if (operand.mapped()) {
      return operand.value();
    }
    Tensor value = operand.value();
    int rank = value.shape().rank();
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = i + 1;
    }
    return Lax.broadcastInDim(value, value.shape().insert(0, size), axes);
  }
}
