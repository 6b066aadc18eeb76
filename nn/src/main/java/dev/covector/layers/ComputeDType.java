package dev.covector.layers;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.numpy.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dtype that a layer computes in: the one it was given, or what its operands promote to. */
public final class ComputeDType {
  private ComputeDType() {}

  /**
   * The dtype of a computation.
   *
   * @param given the layer's dtype; null to follow the operands, floating in any case
   * @param operands nulls are left out
   * @throws DTypeException when the given dtype is no floating one
   */
  public static DType of(String layer, @Nullable DType given, @Nullable Tensor... operands) {
    if (given != null) {
      if (!given.isInexact()) {
        throw new DTypeException(layer + ": dtype is " + given + "; it must be a floating one");
      }
      return given;
    }
    List<TensorType> types = new ArrayList<>();
    for (Tensor operand : operands) {
      if (operand != null) {
        types.add(operand.type());
      }
    }
    DType dtype = Promotion.of(layer, types).dtype();
    return dtype.isInexact() ? dtype : DType.F32;
  }

  /** Operands in the dtype of a computation; nulls stay. */
  public static @Nullable Tensor[] promote(
      String layer, @Nullable DType given, @Nullable Tensor... operands) {
    DType dtype = of(layer, given, operands);
    @Nullable Tensor[] promoted = new Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      promoted[i] = operands[i] == null ? null : to(operands[i], dtype);
    }
    return promoted;
  }

  /** A tensor in a dtype, no longer weak; itself when it is that already. */
  public static Tensor to(@Nullable Tensor x, DType dtype) {
    Tensor given = Objects.requireNonNull(x);
    return given.dtype() == dtype && !given.type().weak() ? given : Lax.convert(given, dtype);
  }
}
