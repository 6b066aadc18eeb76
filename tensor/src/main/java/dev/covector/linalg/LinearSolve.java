package dev.covector.linalg;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Jvp;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.LaxLinalg;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * Solutions and determinants through one LU factorization, which the derivatives use too: they are
 * those of the mathematical functions, not of the elimination.
 */
final class LinearSolve {
  /** X with A X = B; matrices with equal leading axes. */
  static final Fn2<Tensor, Tensor, Tensor> SOLVE =
      Covector.customJvp(LinearSolve::solve, LinearSolve::solveRule);

  /** The determinant. */
  static final Fn1<Tensor, Tensor> DET = Covector.customJvp(LinearSolve::det, LinearSolve::detRule);

  /** The sign and the logarithm of the absolute value of the determinant. */
  static final Fn1<Tensor, List<Tensor>> SLOGDET =
      Covector.customJvp(LinearSolve::slogdet, LinearSolve::slogdetRule);

  private LinearSolve() {}

  private static Tensor solve(Tensor a, Tensor b) {
    List<Tensor> lu = LaxLinalg.lu(a);
    return withFactors(lu.get(0), lu.get(2), b, false);
  }

  /** A dX = dB - dA X. */
  private static Jvp<Tensor> solveRule(List<Object> arguments, List<Object> tangents) {
    Tensor a = (Tensor) arguments.get(0);
    List<Tensor> lu = LaxLinalg.lu(a);
    Tensor x = withFactors(lu.get(0), lu.get(2), (Tensor) arguments.get(1), false);
    Tensor moved = Lax.sub((Tensor) tangents.get(1), Numpy.matmul((Tensor) tangents.get(0), x));
    return new Jvp<>(x, withFactors(lu.get(0), lu.get(2), moved, false));
  }

  /** op(A) X = B from the factors and the permutation of A. */
  static Tensor withFactors(Tensor lu, Tensor permutation, Tensor b, boolean transpose) {
    int rows = b.rank() - 2;
    if (transpose) {
      Tensor half = LaxLinalg.triangularSolve(lu, b, true, false, true, false);
      Tensor permuted = LaxLinalg.triangularSolve(lu, half, true, true, true, true);
      return Numpy.takeAlongAxis(
          permuted, stretched(Numpy.argsort(permutation, -1), b.shape()), rows);
    }
    Tensor permuted = Numpy.takeAlongAxis(b, stretched(permutation, b.shape()), rows);
    Tensor half = LaxLinalg.triangularSolve(lu, permuted, true, true, false, true);
    return LaxLinalg.triangularSolve(lu, half, true, false, false, false);
  }

  private static Tensor stretched(Tensor permutation, Shape shape) {
    int[] axes = new int[permutation.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return Lax.broadcastInDim(permutation, shape, axes);
  }

  /** 1 or -1 for each matrix. */
  private static Tensor parity(Tensor pivots, DType dtype) {
    int last = pivots.rank() - 1;
    Tensor own = Lax.broadcastedIota(DType.I32, pivots.shape(), last);
    Tensor exchanged = Lax.convert(Lax.ne(pivots, own), DType.I32);
    Tensor odd = Lax.rem(Lax.reduceSum(exchanged, List.of(last)), two(pivots, last));
    Tensor sign = Lax.convert(odd, dtype);
    return Lax.sub(Lax.fullLike(sign, 1), Lax.mul(Lax.fullLike(sign, 2), sign));
  }

  private static Tensor two(Tensor pivots, int last) {
    return Lax.full(pivots.shape().remove(last), 2, DType.I32);
  }

  private static Tensor diagonal(Tensor x) {
    return Numpy.diagonal(x, 0, -2, -1);
  }

  private static Tensor det(Tensor a) {
    List<Tensor> lu = LaxLinalg.lu(a);
    Tensor product = Numpy.prod(diagonal(lu.get(0)), -1);
    return Lax.mul(parity(lu.get(1), a.dtype()), product);
  }

  /**
   * d det A = tr(adj(A) dA). The adjugate is that of A = P^T L U with the last pivot moved out of
   * the solution, so that it is right also where only that pivot is 0, as it is for rank n - 1.
   */
  private static Jvp<Tensor> detRule(List<Object> arguments, List<Object> tangents) {
    Tensor a = (Tensor) arguments.get(0);
    Tensor t = (Tensor) tangents.get(0);
    int n = a.shape().dim(-1);
    List<Tensor> lu = LaxLinalg.lu(a);
    Tensor pivots = diagonal(lu.get(0));
    Tensor sign = parity(lu.get(1), a.dtype());
    Tensor det = Lax.mul(sign, Numpy.prod(pivots, -1));
    if (n == 0) {
      return new Jvp<>(det, Lax.fullLike(det, 0));
    }
    int last = pivots.rank() - 1;
    Tensor others = Lax.sliceInDim(pivots, 0, n - 1, last);
    Tensor partial = Lax.mul(sign, Numpy.prod(others, -1));
    Tensor permuted = Numpy.takeAlongAxis(t, stretched(lu.get(2), t.shape()), t.rank() - 2);
    Tensor half = LaxLinalg.triangularSolve(lu.get(0), permuted, true, true, false, true);
    Tensor isLast = Lax.eq(row(t), Lax.fullLike(row(t), n - 1));
    Tensor scale = Lax.select(isLast, forAll(partial, t.shape()), forAll(det, t.shape()));
    Tensor corner = Lax.bitwiseAnd(isLast, Lax.eq(column(t), Lax.fullLike(column(t), n - 1)));
    Tensor upper = Lax.select(corner, Lax.fullLike(a, 1), lu.get(0));
    Tensor adjoint =
        LaxLinalg.triangularSolve(upper, Lax.mul(scale, half), true, false, false, false);
    return new Jvp<>(det, Numpy.sum(diagonal(adjoint), -1));
  }

  private static Tensor row(Tensor x) {
    return Lax.broadcastedIota(DType.I32, x.shape(), x.rank() - 2);
  }

  private static Tensor column(Tensor x) {
    return Lax.broadcastedIota(DType.I32, x.shape(), x.rank() - 1);
  }

  private static Tensor forAll(Tensor perMatrix, Shape shape) {
    return stretched(perMatrix, shape);
  }

  private static List<Tensor> slogdet(Tensor a) {
    List<Tensor> lu = LaxLinalg.lu(a);
    return slogdet(lu);
  }

  private static List<Tensor> slogdet(List<Tensor> lu) {
    Tensor pivots = diagonal(lu.get(0));
    Tensor signs = Numpy.prod(Lax.sign(pivots), -1);
    Tensor sign = Lax.mul(parity(lu.get(1), pivots.dtype()), signs);
    return List.of(sign, Numpy.sum(Lax.log(Lax.abs(pivots)), -1));
  }

  /** d log|det A| = tr(A^-1 dA). */
  private static Jvp<List<Tensor>> slogdetRule(List<Object> arguments, List<Object> tangents) {
    Tensor a = (Tensor) arguments.get(0);
    List<Tensor> lu = LaxLinalg.lu(a);
    List<Tensor> out = slogdet(lu);
    Tensor moved = withFactors(lu.get(0), lu.get(2), (Tensor) tangents.get(0), false);
    Tensor zero = Lax.fullLike(out.get(0), 0);
    return new Jvp<>(out, List.of(zero, Numpy.sum(diagonal(moved), -1)));
  }
}
