package dev.covector.linalg;

import dev.covector.DType;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * The exponential of a matrix: a rational function of the matrix over a power of two, squared again
 * as often. Higham, "The scaling and squaring method for the matrix exponential revisited", 2005,
 * whose degrees and bounds of the norm these are.
 */
final class MatrixExponential {
  /** The degree of numerator and denominator, and the norm up to which it is exact enough. */
  private static final int NARROW_DEGREE = 7;

  private static final double NARROW_NORM = 3.925724783138660;
  private static final int WIDE_DEGREE = 13;
  private static final double WIDE_NORM = 5.371920351148152;

  /** More squarings than this mean that the result overflows, or that the norm is no number. */
  private static final int MOST_SQUARINGS = 16;

  private MatrixExponential() {}

  static Tensor of(Tensor a) {
    boolean wide = a.dtype() == DType.F64;
    int degree = wide ? WIDE_DEGREE : NARROW_DEGREE;
    Tensor norm = LinalgNorms.matrixNorm(Lax.stopGradient(a), MatrixNorm.ONE, true);
    Tensor limit = Lax.fullLike(norm, wide ? WIDE_NORM : NARROW_NORM);
    Tensor squarings = Lax.max(Lax.fullLike(norm, 0), Lax.ceil(Numpy.log2(Lax.div(norm, limit))));
    Tensor scaled = Numpy.divide(a, Lax.exp2(squarings));
    Tensor overflow = Lax.gt(squarings, Lax.fullLike(squarings, MOST_SQUARINGS));
    Tensor result = squared(ratio(scaled, degree), squarings);
    return Numpy.where(overflow, Double.NaN, result);
  }

  /** The Pade approximant: (V - U)^-1 (V + U) with the odd powers U and the even ones V. */
  private static Tensor ratio(Tensor a, int degree) {
    int n = a.shape().dim(-1);
    Tensor identity = Operands.spread(Numpy.eye(n, n, 0, a.dtype()), Operands.batch(a));
    Tensor square = Numpy.matmul(a, a);
    double[] weights = weights(degree);
    Tensor power = identity;
    Tensor odd = times(identity, weights[1]);
    Tensor even = times(identity, weights[0]);
    for (int i = 2; i <= degree; i += 2) {
      power = i == 2 ? square : Numpy.matmul(power, square);
      even = Lax.add(even, times(power, weights[i]));
      odd = Lax.add(odd, times(power, weights[i + 1]));
    }
    Tensor u = Numpy.matmul(a, odd);
    return LinearSolve.SOLVE.apply(Lax.sub(even, u), Lax.add(even, u));
  }

  /** Times a number in full precision, whatever the default widths. */
  private static Tensor times(Tensor x, double factor) {
    return Lax.mul(x, Lax.fullLike(x, factor));
  }

  /** (2q - j)! q! / ((2q)! j! (q - j)!) for each j. */
  private static double[] weights(int degree) {
    double[] weights = new double[degree + 1];
    weights[0] = 1;
    for (int j = 1; j <= degree; j++) {
      weights[j] = weights[j - 1] * (degree - j + 1) / (j * (2.0 * degree - j + 1));
    }
    return weights;
  }

  /** Squared as often as each matrix says. */
  private static Tensor squared(Tensor x, Tensor times) {
    Tensor turns = Lax.iota(DType.I32, MOST_SQUARINGS);
    return Lax.<Tensor, Tensor, List<Tensor>>scan(
            (carry, turn) -> {
              Tensor index = Numpy.broadcastTo(Lax.convert(turn, times.dtype()), times.shape());
              Tensor due = Lax.gt(times, index);
              Tensor next =
                  Lax.cond(
                      Numpy.any(due), v -> Numpy.where(due, Numpy.matmul(v, v), v), v -> v, carry);
              return new Scanned<>(next, List.of());
            },
            x,
            turns)
        .carry();
  }
}
