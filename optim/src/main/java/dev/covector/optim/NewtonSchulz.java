package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.linalg.Linalg;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * The nearest orthogonal matrix, approximately, by an odd polynomial of the singular values that is
 * applied several times. Jordan et al. 2024, "Muon: An Optimizer for Hidden Layers".
 */
final class NewtonSchulz {
  /** The least norm of a first iteration that scales rows. */
  private static final double LEAST = 1e-8;

  private NewtonSchulz() {}

  /** Matrices (batch, rows, columns). */
  static Tensor orthogonalize(
      Tensor matrices, List<List<Double>> coefficients, MuonPreconditioning first, Tensor eps) {
    int[] sizes = matrices.shape().toArray();
    boolean isTall = sizes[1] > sizes[2];
    Tensor wide = isTall ? matrices.swapaxes(1, 2) : matrices;
    Tensor x =
        switch (first) {
          case FROBENIUS -> wide.div(frobenius(wide).plus(eps));
          case SPECTRAL -> wide.div(Linalg.svdvals(wide).max(-1).expandDims(1, 2).plus(eps));
          case AOL, SCHATTEN -> wide;
        };
    boolean isFirst = true;
    for (List<Double> c : coefficients) {
      x = isFirst ? first(x, c, first) : step(x, gram(x), c);
      isFirst = false;
    }
    return isTall ? x.swapaxes(1, 2) : x;
  }

  private static Tensor first(Tensor x, List<Double> c, MuonPreconditioning how) {
    Tensor gram = gram(x);
    return switch (how) {
      case FROBENIUS, SPECTRAL -> step(x, gram, c);
      case AOL -> {
        Tensor sums = Numpy.maximum(gram.abs().sum(-1), LEAST);
        Tensor scale = Lax.rsqrt(sums).expandDims(-1);
        yield step(x.times(scale), gram.times(scale).times(scale.swapaxes(1, 2)), c);
      }
      case SCHATTEN -> {
        Tensor scale = Lax.rsqrt(Numpy.maximum(frobenius(gram), LEAST));
        yield step(x.times(scale), gram.times(scale.square()), c);
      }
    };
  }

  private static Tensor gram(Tensor x) {
    return x.matmul(conjugate(x).swapaxes(1, 2));
  }

  private static Tensor conjugate(Tensor x) {
    return x.dtype().isComplex() ? Lax.conj(x) : x;
  }

  /** a x + (b g + c g g) x with the Gram matrix g. */
  private static Tensor step(Tensor x, Tensor gram, List<Double> c) {
    Tensor polynomial = gram.times(c.get(1)).plus(gram.times(c.get(2)).matmul(gram));
    return x.times(c.get(0)).plus(polynomial.matmul(x));
  }

  private static Tensor frobenius(Tensor x) {
    return Squares.of(x).sum(new int[] {1, 2}, true).sqrt();
  }
}
