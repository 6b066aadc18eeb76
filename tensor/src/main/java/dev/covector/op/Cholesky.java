package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * The lower triangular L with A = L L^T; NaN where A is not positive definite.
 *
 * @param symmetrize whether (A + A^T) / 2 is factored; otherwise what the lower triangle of A says
 */
public record Cholesky(boolean symmetrize) implements MatrixOp {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    MatrixOp.requireSquare(name(), in.getFirst());
    return in;
  }

  /**
   * L times the lower half of L^-1 dA L^-T, its diagonal halved: Murray, "Differentiation of the
   * Cholesky decomposition", 2016, eq. 8.
   */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor factor = Trace.bind(this, in.getFirst().primal());
    Tensor given = in.getFirst().tangentOrNull();
    if (given == null) {
      return List.of(Dual.constant(factor));
    }
    Tensor half = Lax.fullLike(given, 0.5);
    Tensor t =
        symmetrize
            ? Lax.mul(Lax.add(given, Matrices.transpose(given)), half)
            : Matrices.fromLower(given);
    Tensor right = Trace.bind(new TriangularSolve(false, true, true, false), factor, t);
    Tensor both = Trace.bind(new TriangularSolve(true, true, false, false), factor, right);
    Tensor lower = Matrices.lower(both, 0);
    Tensor halved = Lax.select(Matrices.onDiagonal(lower.shape()), Lax.mul(lower, half), lower);
    return List.of(new Dual(factor, Matrices.multiply(factor, halved)));
  }
}
