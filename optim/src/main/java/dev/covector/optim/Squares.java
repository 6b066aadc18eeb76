package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/** Squares of absolute values: real, for complex numbers too. */
final class Squares {
  private Squares() {}

  static Tensor of(Tensor x) {
    return x.dtype().isComplex()
        ? Numpy.square(Lax.real(x)).plus(Numpy.square(Lax.imag(x)))
        : Numpy.square(x);
  }

  static Tensor sum(Tensor x) {
    return of(x).sum();
  }

  /** The 2-norm of all elements. */
  static Tensor norm(Tensor x) {
    return sum(x).sqrt();
  }
}
