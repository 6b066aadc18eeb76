package dev.covector.op;

import dev.covector.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value and its tangent in forward mode.
 *
 * @param primal the value
 * @param tangentOrNull of the primal's type; null is a symbolic zero
 */
public record Dual(Tensor primal, @Nullable Tensor tangentOrNull) {

  /** A value that does not change. */
  public static Dual constant(Tensor primal) {
    return new Dual(primal, null);
  }

  /** The tangent, unless it is a symbolic zero. */
  public Optional<Tensor> tangent() {
    return Optional.ofNullable(tangentOrNull);
  }

  /** Whether there is a tangent. */
  public boolean moves() {
    return tangentOrNull != null;
  }

  /** The tangent, with a symbolic zero made into zeros. */
  public Tensor tangentOrZeros() {
    return tangentOrNull != null ? tangentOrNull : Zeros.like(primal.type());
  }
}
