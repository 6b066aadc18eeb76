package dev.covector.linalg;

/**
 * JAX's numpy.linalg and scipy.linalg. The functions are inherited from one class per topic; use
 * {@code import static dev.covector.linalg.Linalg.*}.
 *
 * <p>What needs complex numbers (eig, eigvals, schur, sqrtm of a general matrix, dft) is missing
 * until there are complex dtypes.
 */
public final class Linalg extends LinalgFunctions {
  private Linalg() {}
}
