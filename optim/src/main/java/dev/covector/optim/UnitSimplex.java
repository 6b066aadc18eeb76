package dev.covector.optim;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Jvp;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/** The projection of a vector onto the probability simplex. */
final class UnitSimplex {
  private UnitSimplex() {}

  private static final Fn1<Tensor, Tensor> FUNCTION =
      Covector.customJvp(
          UnitSimplex::nearest,
          (primals, tangents) -> {
            Tensor point = nearest((Tensor) primals.getFirst());
            Tensor tangent = (Tensor) tangents.getFirst();
            Tensor support = point.gt(0).astype(tangent.dtype());
            Tensor mean = support.dot(tangent).div(support.sum());
            return new Jvp<>(point, support.times(tangent).minus(mean.times(support)));
          });

  static Tensor project(Tensor x) {
    return FUNCTION.apply(x);
  }

  /** The elements above a threshold, less the threshold, which makes them sum to 1. */
  private static Tensor nearest(Tensor x) {
    int size = Math.toIntExact(x.size());
    Tensor sorted = Numpy.flip(Numpy.sort(x), 0);
    Tensor sums = Lax.cumsum(sorted, 0);
    Tensor counts = Numpy.arange(1, size + 1);
    Tensor isAbove = Numpy.divide(1, counts).plus(sorted.minus(sums.div(counts))).gt(0);
    Tensor count = Numpy.countNonzero(isAbove);
    Tensor threshold = sums.get(count.minus(1)).minus(1).div(count);
    return Functions.relu(x.minus(threshold)).astype(x.dtype());
  }
}
