package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * A = Q R by Householder reflections: Q has orthonormal columns, R is upper trapezoidal. The signs
 * of R's diagonal are those of LAPACK.
 *
 * @param full whether Q is square; otherwise it has min(m, n) columns
 */
public record Qr(boolean full) implements MatrixOp {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType a = in.getFirst();
    MatrixOp.requireMatrix(name(), a);
    int m = MatrixOp.rows(a);
    int n = MatrixOp.columns(a);
    int columns = full ? m : Math.min(m, n);
    return List.of(MatrixOp.with(a, m, columns), MatrixOp.with(a, columns, n));
  }

  /**
   * With S = Q^T dA R^-1 and W = low(S) - low(S)^T: dQ = Q (W - S) + dA R^-1, dR = (S - W) R. See
   * Townsend, "Differentiating the singular value decomposition", 2016, and Walter and Lehmann,
   * "Algorithmic differentiation of linear algebra functions", 2010.
   */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Tensor> out = Trace.bind(this, List.of(in.getFirst().primal()));
    Tensor t = in.getFirst().tangentOrNull();
    if (t == null) {
      return out.stream().map(Dual::constant).toList();
    }
    TensorType a = t.type();
    int m = MatrixOp.rows(a);
    int n = MatrixOp.columns(a);
    if (m < n || (full && m != n)) {
      throw new TransformException(
          "qr: has a derivative only for the reduced form of matrices with at least as many rows as"
              + " columns, not "
              + (full ? "in full of " : "of ")
              + a);
    }
    Tensor q = out.get(0);
    Tensor r = out.get(1);
    Tensor right = Trace.bind(new TriangularSolve(false, false, false, false), r, t);
    Tensor inner = Matrices.multiply(Matrices.transpose(q), right);
    Tensor below = Matrices.lower(inner, -1);
    Tensor turn = Lax.sub(below, Matrices.transpose(below));
    Tensor dq = Lax.add(Matrices.multiply(q, Lax.sub(turn, inner)), right);
    Tensor dr = Matrices.multiply(Lax.sub(inner, turn), r);
    return List.of(new Dual(q, dq), new Dual(r, dr));
  }
}
