package dev.covector.optim;

/**
 * How {@link ScaleByMuon} brings a matrix near the orthogonal ones before the iterations.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.muon(0.02).preconditioning(MuonPreconditioning.SCHATTEN);
 * OptState state = tx.init(Numpy.ones(3, 2));
 * }</pre>
 */
public enum MuonPreconditioning {
  /** Division by the Frobenius norm. */
  FROBENIUS,
  /** Division by the largest singular value. */
  SPECTRAL,
  /** A scale for each row, from the sums of the Gram matrix ("almost orthogonal layers"). */
  AOL,
  /** Division by the root of the Frobenius norm of the Gram matrix. */
  SCHATTEN
}
