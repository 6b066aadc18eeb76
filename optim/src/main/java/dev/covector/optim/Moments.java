package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/** Running averages over steps, and the counts of steps that correct their bias. */
final class Moments {
  private Moments() {}

  /** (1 - decay) updates^order + decay moments. */
  static Object update(Object updates, Object moments, Scalar decay, int order) {
    return Leafwise.map((m, g) -> average(Numpy.power(g, order), m, decay), moments, updates);
  }

  /** As {@link #update}, with the square of the absolute value of complex numbers for order 2. */
  static Object updateSquares(Object updates, Object moments, Scalar decay) {
    return Leafwise.map((m, g) -> average(Squares.of(g), m, decay), moments, updates);
  }

  private static Tensor average(Tensor power, Tensor moment, Scalar decay) {
    return decay.complement().times(power).plus(decay.times(moment));
  }

  /** max(|updates| + eps, decay moments). */
  static Object updateInfinity(Object updates, Object moments, Scalar decay, Scalar eps) {
    return Leafwise.map(
        (m, g) -> Numpy.maximum(g.abs().plus(eps.tensor()), decay.times(m)), moments, updates);
  }

  /** moments / (1 - decay^count): their mean had they not begun at 0. */
  static <T> T corrected(T moments, Scalar decay, Tensor count) {
    Tensor correction = Numpy.subtract(1, decay.pow(count));
    return Leafwise.map(m -> m.div(correction.astype(m.dtype())), moments);
  }

  /**
   * Nesterov's look ahead: decay of the corrected moments at the next step, plus the rest of the
   * corrected gradients.
   */
  static <T> T nesterov(T updates, Object moments, Scalar decay, Tensor count) {
    return Leafwise.map(
        (g, m) -> decay.times(m).plus(decay.complement().times(g)),
        corrected(updates, decay, count),
        corrected(moments, decay, Counts.increment(count)));
  }

  /** The tree in a dtype, or as it is. */
  static <T> T cast(T tree, @Nullable DType dtype) {
    return dtype == null ? tree : Leafwise.map(x -> x.astype(dtype), tree);
  }

  /** Zeros of the shapes of a tree, of a dtype or that of each tensor. */
  static <T> T zeros(T tree, @Nullable DType dtype) {
    return Leafwise.map(x -> Numpy.zeros(x.shape(), dtype == null ? x.dtype() : dtype), tree);
  }

  /** Zeros of the types of a tree. */
  static <T> T zeros(T tree) {
    return zeros(tree, null);
  }

  /** One number everywhere. */
  static <T> T full(T tree, Scalar value) {
    return Leafwise.map(x -> Numpy.full(x.shape(), value.tensor()).astype(x.dtype()), tree);
  }
}
