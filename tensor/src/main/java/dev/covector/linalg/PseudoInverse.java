package dev.covector.linalg;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Jvp;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.LaxLinalg;
import dev.covector.numpy.Numpy;
import java.util.List;

/** The Moore-Penrose inverse, which has a derivative wherever the rank stays. */
final class PseudoInverse {
  private PseudoInverse() {}

  /** The function for a tolerance; see {@link Linalg#pinv(Tensor, double)}. */
  static Fn1<Tensor, Tensor> within(double tolerance) {
    return Covector.customJvp(
        a -> invert(a, tolerance), (in, tangents) -> rule(in, tangents, tolerance));
  }

  private static Tensor invert(Tensor a, double tolerance) {
    if (a.size() == 0) {
      return Numpy.matrixTranspose(a);
    }
    List<Tensor> svd = LaxLinalg.svd(a, false, true);
    Tensor s = svd.get(0);
    int last = s.rank() - 1;
    Tensor largest = Numpy.broadcastTo(Lax.sliceInDim(s, 0, 1, last), s.shape());
    Tensor kept = Lax.gt(s, Lax.mul(largest, Lax.fullLike(s, tolerance)));
    Tensor sizes = Lax.select(kept, s, Lax.fullLike(s, Double.POSITIVE_INFINITY));
    Tensor v = Numpy.matrixTranspose(svd.get(2));
    Tensor scaled = Numpy.divide(v, Numpy.expandDims(sizes, -2));
    return Numpy.matmul(scaled, Numpy.matrixTranspose(svd.get(1)));
  }

  /**
   * With the inverse P: dP = -P dA P + P P^T dA^T (I - A P) + (I - P A) dA^T P^T P. Golub and
   * Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares problems whose
   * variables separate", 1973.
   */
  private static Jvp<Tensor> rule(List<Object> in, List<Object> tangents, double tolerance) {
    Tensor a = (Tensor) in.get(0);
    Tensor t = (Tensor) tangents.get(0);
    Tensor p = invert(a, tolerance);
    Tensor pt = Numpy.matrixTranspose(p);
    Tensor tt = Numpy.matrixTranspose(t);
    Tensor first = Numpy.matmul(Numpy.matmul(p, t), p);
    Tensor left = Numpy.matmul(Numpy.matmul(p, pt), tt);
    Tensor right = Numpy.matmul(Numpy.matmul(tt, pt), p);
    Tensor second = Lax.sub(left, Numpy.matmul(Numpy.matmul(left, a), p));
    Tensor third = Lax.sub(right, Numpy.matmul(p, Numpy.matmul(a, right)));
    return new Jvp<>(p, Lax.add(Lax.sub(second, first), third));
  }
}
