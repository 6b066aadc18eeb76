package dev.covector.simd;

/**
 * The innermost loops of a {@link SecularEquation}, over rows of f64 whose sizes, in bytes, are
 * multiples of {@link MatrixLanes#ALIGNMENT}.
 */
abstract class SecularLanes {
  /** {@code delta = d - pole}, or the difference of their squares. */
  abstract void differences(long size, long d, double pole, boolean squared, long delta);

  /**
   * Sums over the poles of {@code t = w / (delta - tau)}.
   *
   * @param out the address of three results: the sum of t, its derivative by tau, the sum of |t|
   */
  abstract void sums(long size, long delta, long w, double tau, long out);

  /** {@code delta -= tau}. */
  abstract void shift(long size, long delta, double tau);

  /**
   * {@code out = product over i of delta[i] / (d - pole[i])}, or with squares of d and pole; where
   * pole[i] is d itself, delta[i] is taken with the other sign.
   *
   * @param rows of delta
   * @param pitch from one row of delta to the next
   */
  abstract void products(
      long size, long rows, long delta, long pitch, long d, long poles, boolean squared, long out);

  /** {@code delta = z / delta}; returns the sum of the squares. */
  abstract double quotients(long size, long z, long delta);

  /** {@code to = factor * from}, to of the dtype of the matrices. */
  abstract void store(long size, long from, double factor, boolean wide, long to);

  /** {@code row = row * d}; returns the sum of the squares. */
  abstract double weigh(long size, long d, long row);
}
