package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * X with T X = B: the operands are the diagonals of T below, on and above the main one, {@code
 * [..., n]} each (the first number of the lower and the last of the upper one mean nothing), and B
 * {@code [..., n, k]}.
 */
public record TridiagonalSolve() implements MatrixOp, Transposable {
  @Override
  public String name() {
    return "tridiagonal_solve";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType b = in.get(3);
    MatrixOp.requireMatrix(name(), b);
    TensorType diagonal = MatrixOp.with(b, MatrixOp.rows(b));
    for (int i = 0; i < 3; i++) {
      if (!in.get(i).shape().equals(diagonal.shape()) || in.get(i).dtype() != b.dtype()) {
        throw new ShapeException(
            name()
                + ": diagonals are "
                + in.subList(0, 3)
                + ", the right side "
                + b
                + "; each diagonal must be "
                + diagonal);
      }
    }
    return List.of(b);
  }

  /** T dX = dB - dT X. */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Tensor> operands = in.stream().map(Dual::primal).toList();
    Tensor x = Trace.bind(this, operands).getFirst();
    Tensor rhs = in.get(3).tangentOrNull();
    for (int i = 0; i < 3; i++) {
      Tensor t = in.get(i).tangentOrNull();
      if (t != null) {
        Tensor moved = Lax.neg(Lax.mul(Matrices.inRows(t, x.shape()), shifted(x, 1 - i, -2)));
        rhs = rhs == null ? moved : Lax.add(rhs, moved);
      }
    }
    Tensor tangent =
        rhs == null
            ? null
            : Trace.bind(this, operands.get(0), operands.get(1), operands.get(2), rhs);
    return List.of(new Dual(x, tangent));
  }

  /** The transpose has the off-diagonals exchanged, each by one place. */
  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor lower = shifted(in.get(2).known(), 1, -1);
    Tensor upper = shifted(in.get(0).known(), -1, -1);
    return Arrays.asList(
        null, null, null, Trace.bind(this, lower, in.get(1).known(), upper, cotangents.getFirst()));
  }

  /** x moved along an axis by 1 or -1 or not at all, with zeros in the empty place. */
  private static Tensor shifted(Tensor x, int by, int axis) {
    if (by == 0) {
      return x;
    }
    List<Integer> none = Collections.nCopies(x.rank(), 0);
    Integer[] low = none.toArray(Integer[]::new);
    Integer[] high = none.toArray(Integer[]::new);
    int resolved = x.shape().axis(axis, "tridiagonal_solve");
    low[resolved] = by;
    high[resolved] = -by;
    Tensor zero = Lax.full(Shape.SCALAR, 0, x.dtype());
    return Lax.pad(x, zero, List.of(low), List.of(high), none);
  }
}
