package dev.covector.linalg;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Promotion;
import java.util.Arrays;
import java.util.List;

/** Operands of linear algebra: of one floating dtype, with matrices on the last two axes. */
final class Operands {
  private Operands() {}

  /** Operands in their common floating dtype. */
  static List<Tensor> floating(String op, List<Tensor> operands) {
    DType dtype = Promotion.of(op, operands.stream().map(Tensor::type).toList()).dtype();
    DType wanted = dtype.isInexact() ? dtype : Defaults.floating();
    return operands.stream().map(x -> Lax.convert(x, wanted)).toList();
  }

  /** An operand as floats. */
  static Tensor floating(String op, Tensor x) {
    return floating(op, List.of(x)).getFirst();
  }

  /** Refuses what has fewer than two axes. */
  static void requireMatrix(String op, Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException(
          op + ": the operand is " + x.type() + "; it must have at least two axes");
    }
  }

  /** Refuses what is not square. */
  static void requireSquare(String op, Tensor x) {
    if (x.rank() < 2 || x.shape().dim(-1) != x.shape().dim(-2)) {
      throw new ShapeException(
          op
              + ": the operand is "
              + x.type()
              + "; it must be a square matrix, or a batch of square matrices");
    }
  }

  /** The leading axes. */
  static Shape batch(Tensor x) {
    return Shape.of(Arrays.copyOf(x.shape().toArray(), x.rank() - 2));
  }

  /** A matrix repeated for leading axes. */
  static Tensor spread(Tensor x, Shape batch) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = x.shape().dim(-2);
    sizes[batch.rank() + 1] = x.shape().dim(-1);
    return Numpy.broadcastTo(x, Shape.of(sizes));
  }

  /** The distance from 1 to the next number of a dtype. */
  static double epsilon(DType dtype) {
    return switch (dtype) {
      case F16 -> 0x1p-10;
      case BF16 -> 0x1p-7;
      case F64 -> 0x1p-52;
      default -> 0x1p-23;
    };
  }
}
