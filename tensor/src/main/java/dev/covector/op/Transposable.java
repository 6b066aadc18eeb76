package dev.covector.op;

import dev.covector.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule of an operation that is linear in some of its operands. */
public interface Transposable {
  /**
   * The cotangents of the linear operands.
   *
   * @param cotangents one per output; null is a symbolic zero, but not all are
   * @param in the operands: known tensors, or the types of linear ones
   * @return one per operand, of its type; null for known operands and symbolic zeros
   */
  List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in);
}
