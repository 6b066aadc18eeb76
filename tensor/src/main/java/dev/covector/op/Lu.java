package dev.covector.op;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * P A = L U with partial pivoting: the factors in one matrix (the ones of L's diagonal left out),
 * the row exchanges i32[..., min(m, n)] in their order, and the permutation i32[..., m] that they
 * make.
 */
public record Lu() implements MatrixOp {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType a = in.getFirst();
    MatrixOp.requireMatrix(name(), a);
    int m = MatrixOp.rows(a);
    TensorType counts = new TensorType(DType.I32, a.shape(), false);
    return List.of(
        a, MatrixOp.with(counts, Math.min(m, MatrixOp.columns(a))), MatrixOp.with(counts, m));
  }

  /**
   * With S = L^-1 P dA U^-1: dL = L low(S), dU = up(S) U. De Hoog, Anderssen and Lukas,
   * "Differentiation of matrix functionals using triangular factorization", 2011.
   */
  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Tensor> out = Trace.bind(this, List.of(in.getFirst().primal()));
    Tensor t = in.getFirst().tangentOrNull();
    if (t == null) {
      return out.stream().map(Dual::constant).toList();
    }
    Tensor factors = out.get(0);
    int m = MatrixOp.rows(factors.type());
    int n = MatrixOp.columns(factors.type());
    int k = Math.min(m, n);
    int last = t.rank() - 1;
    Tensor permutation = Matrices.inRows(out.get(2), t.shape());
    Tensor permuted = Gather.alongAxis(t, permutation, last - 1);
    // both factors filled up to squares with the identity
    Tensor lower = squared(Matrices.lower(Lax.sliceInDim(factors, 0, k, last), -1), last, m);
    lower = Lax.add(lower, Matrices.identity(lower));
    Tensor upper = squared(Matrices.upper(Lax.sliceInDim(factors, 0, k, last - 1), 0), last - 1, n);
    Tensor fill = Matrices.identity(upper);
    Tensor row = Lax.broadcastedIota(DType.I32, upper.shape(), last - 1);
    Tensor beyond = Lax.ge(row, Lax.fullLike(row, k));
    upper = Lax.add(upper, Lax.select(beyond, fill, Lax.fullLike(fill, 0)));
    Tensor left = Trace.bind(new TriangularSolve(true, true, false, true), lower, permuted);
    Tensor both = Trace.bind(new TriangularSolve(false, false, false, false), upper, left);
    Tensor tangent =
        Lax.add(
            Matrices.multiply(lower, Matrices.lower(both, -1)),
            Matrices.multiply(Matrices.upper(both, 0), upper));
    return List.of(
        new Dual(factors, tangent), Dual.constant(out.get(1)), Dual.constant(out.get(2)));
  }

  /** Zeros after the end of an axis. */
  private static Tensor squared(Tensor x, int axis, int size) {
    List<Integer> none = Collections.nCopies(x.rank(), 0);
    List<Integer> high = new ArrayList<>(none);
    high.set(axis, size - x.shape().dim(axis));
    Tensor zero = Lax.full(Shape.SCALAR, 0, x.dtype());
    return Lax.pad(x, zero, none, high, none);
  }
}
