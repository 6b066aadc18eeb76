package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * X with op(A) X = B, or X op(A) = B, where A, the first operand, is triangular and B the second.
 *
 * @param leftSide whether A is on the left
 * @param lower whether A is lower triangular; the other half is not looked at
 * @param transpose whether op is the transpose
 * @param unitDiagonal whether the diagonal of A is taken for ones
 */
public record TriangularSolve(
    boolean leftSide, boolean lower, boolean transpose, boolean unitDiagonal)
    implements MatrixOp, Transposable {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType a = in.get(0);
    TensorType b = in.get(1);
    MatrixOp.requireSquare(name(), a);
    MatrixOp.requireMatrix(name(), b);
    int rank = a.shape().rank();
    int[] left = Arrays.copyOf(a.shape().toArray(), rank - 2);
    int side = leftSide ? MatrixOp.rows(b) : MatrixOp.columns(b);
    if (a.dtype() != b.dtype()
        || rank != b.shape().rank()
        || !Arrays.equals(left, Arrays.copyOf(b.shape().toArray(), rank - 2))
        || side != MatrixOp.rows(a)) {
      throw new ShapeException(
          name()
              + ": the triangle is "
              + a
              + ", the other side "
              + b
              + "; dtypes and leading axes must be equal, and the "
              + (leftSide ? "rows" : "columns")
              + " of the other side as many as the triangle has");
    }
    return List.of(b);
  }

  /** op(A) dX = dB - op(dA) X: Giles, "Collected matrix derivative results", 2008, sec. 2.3.1. */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor a = in.get(0).primal();
    Tensor x = Trace.bind(this, a, in.get(1).primal());
    Tensor rhs = in.get(1).tangentOrNull();
    Tensor given = in.get(0).tangentOrNull();
    if (given != null) {
      Tensor triangle =
          lower
              ? Matrices.lower(given, unitDiagonal ? -1 : 0)
              : Matrices.upper(given, unitDiagonal ? 1 : 0);
      Tensor moved = transpose ? Matrices.transpose(triangle) : triangle;
      Tensor product =
          Lax.neg(leftSide ? Matrices.multiply(moved, x) : Matrices.multiply(x, moved));
      rhs = rhs == null ? product : Lax.add(rhs, product);
    }
    return List.of(new Dual(x, rhs == null ? null : Trace.bind(this, a, rhs)));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    TriangularSolve other = new TriangularSolve(leftSide, lower, !transpose, unitDiagonal);
    return Arrays.asList(null, Trace.bind(other, in.get(0).known(), cotangents.getFirst()));
  }

  /** A triangle that all examples share solves them as more columns, or rows, at once. */
  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Tensor a = in.get(0).value();
    if (in.get(0).mapped() || a.rank() != 2) {
      return MatrixOp.super.batch(axis, in);
    }
    Tensor b = in.get(1).value();
    int[] sizes = b.shape().toArray();
    if (!leftSide) {
      Tensor rows = Lax.reshape(b, Shape.of(sizes[0] * sizes[1], sizes[2]));
      return List.of(Batched.mapped(Lax.reshape(Trace.bind(this, a, rows), b.shape())));
    }
    Tensor beside = Lax.moveAxis(b, 0, 1);
    Tensor columns = Lax.reshape(beside, Shape.of(sizes[1], sizes[0] * sizes[2]));
    Tensor x = Lax.reshape(Trace.bind(this, a, columns), beside.shape());
    return List.of(Batched.mapped(Lax.moveAxis(x, 1, 0)));
  }
}
