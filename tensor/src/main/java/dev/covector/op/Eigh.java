package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * The eigenvectors (columns) and the ascending eigenvalues of a symmetric matrix, of which the
 * lower triangle is looked at.
 */
public record Eigh() implements MatrixOp {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType a = in.getFirst();
    MatrixOp.requireSquare(name(), a);
    return List.of(a, MatrixOp.with(a, MatrixOp.rows(a)));
  }

  /**
   * With M = V^T dA V: dw = diag(M), dV = V (F * M), F_ij = 1 / (w_j - w_i) off the diagonal.
   * Giles, "Collected matrix derivative results", 2008, sec. 3.1.
   */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Tensor> out = Trace.bind(this, List.of(in.getFirst().primal()));
    Tensor t = in.getFirst().tangentOrNull();
    if (t == null) {
      return out.stream().map(Dual::constant).toList();
    }
    Tensor v = out.get(0);
    Tensor w = out.get(1);
    Tensor identity = Matrices.identity(v);
    Tensor gaps = Lax.sub(Matrices.inColumns(w, v.shape()), Matrices.inRows(w, v.shape()));
    Tensor moving = Matrices.fromLower(t);
    Tensor one = Lax.fullLike(v, 1);
    Tensor factors = Lax.sub(Lax.div(one, Lax.add(gaps, identity)), identity);
    Tensor moved = Matrices.multiply(Matrices.multiply(Matrices.transpose(v), moving), v);
    Tensor dv = Matrices.multiply(v, Lax.mul(factors, moved));
    return List.of(new Dual(v, dv), new Dual(w, Matrices.diagonal(moved)));
  }
}
