package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * A = U diag(s) V^T with descending s: the results are s, and with {@code vectors} U and V^T.
 *
 * @param full whether U and V^T are square; otherwise they have min(m, n) columns and rows
 * @param vectors whether U and V^T are computed
 */
public record Svd(boolean full, boolean vectors) implements MatrixOp {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType a = in.getFirst();
    MatrixOp.requireMatrix(name(), a);
    int m = MatrixOp.rows(a);
    int n = MatrixOp.columns(a);
    int k = Math.min(m, n);
    TensorType values = MatrixOp.with(a, k);
    return vectors
        ? List.of(values, MatrixOp.with(a, m, full ? m : k), MatrixOp.with(a, full ? n : k, n))
        : List.of(values);
  }

  /** Townsend, "Differentiating the singular value decomposition", 2016. */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor a = in.getFirst().primal();
    Tensor t = in.getFirst().tangentOrNull();
    if (t == null) {
      return Trace.bind(this, List.of(a)).stream().map(Dual::constant).toList();
    }
    int m = MatrixOp.rows(a.type());
    int n = MatrixOp.columns(a.type());
    if (vectors && full && m != n) {
      throw new TransformException(
          "svd: has no derivative in full of " + a.type() + "; ask for the reduced form");
    }
    List<Tensor> out = Trace.bind(new Svd(full && m == n, true), List.of(a));
    Tensor s = out.get(0);
    Tensor u = out.get(1);
    Tensor vt = out.get(2);
    Tensor v = Matrices.transpose(vt);
    Tensor ds = Matrices.multiply(Matrices.multiply(Matrices.transpose(u), t), v);
    Dual values = new Dual(s, Matrices.diagonal(ds));
    return vectors
        ? List.of(values, left(t, s, u, v, ds), right(t, s, u, vt, ds))
        : List.of(values);
  }

  private static Dual left(Tensor t, Tensor s, Tensor u, Tensor v, Tensor ds) {
    Tensor across = Matrices.inColumns(s, ds.shape());
    Tensor scaled = Lax.mul(across, ds);
    Tensor inner = Lax.mul(gaps(s, ds), Lax.add(scaled, Matrices.transpose(scaled)));
    Tensor du = Matrices.multiply(u, inner);
    if (MatrixOp.rows(t.type()) > MatrixOp.columns(t.type())) {
      du = Lax.add(du, outside(Matrices.multiply(t, v), u, s));
    }
    return new Dual(u, du);
  }

  private static Dual right(Tensor t, Tensor s, Tensor u, Tensor vt, Tensor ds) {
    Tensor v = Matrices.transpose(vt);
    Tensor scaled = Lax.mul(Matrices.inRows(s, ds.shape()), ds);
    Tensor inner = Lax.mul(gaps(s, ds), Lax.add(scaled, Matrices.transpose(scaled)));
    Tensor dv = Matrices.multiply(v, inner);
    if (MatrixOp.columns(t.type()) > MatrixOp.rows(t.type())) {
      dv = Lax.add(dv, outside(Matrices.multiply(Matrices.transpose(t), u), v, s));
    }
    return new Dual(vt, Matrices.transpose(dv));
  }

  /** 1 / (s_j^2 - s_i^2) off the diagonal, 0 on it. */
  private static Tensor gaps(Tensor s, Tensor like) {
    Tensor across = Matrices.inColumns(s, like.shape());
    Tensor down = Matrices.inRows(s, like.shape());
    Tensor differences = Lax.mul(Lax.add(across, down), Lax.sub(across, down));
    Tensor identity = Matrices.identity(like);
    Tensor one = Lax.fullLike(like, 1);
    return Lax.sub(Lax.div(one, Lax.add(differences, identity)), identity);
  }

  /** The part of moved columns that leaves the space of the columns, over the singular values. */
  private static Tensor outside(Tensor moved, Tensor columns, Tensor s) {
    Tensor within = Matrices.multiply(Matrices.transpose(columns), moved);
    Tensor rest = Lax.sub(moved, Matrices.multiply(columns, within));
    return Lax.div(rest, Matrices.inColumns(s, rest.shape()));
  }
}
