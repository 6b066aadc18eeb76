package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which weights Muon is for, and what their axes mean.
 *
 * <pre>{@code
 * MuonWeights hidden =
 *     (path, weight) -> path.toString().startsWith("hidden") ? MuonDimensionNumbers.MATRIX : null;
 * GradientTransformation tx = Contrib.muon(0.02).weights(hidden);
 * OptState state = tx.init(Map.of("hidden", Numpy.ones(3, 2), "head", Numpy.ones(2, 2)));
 * }</pre>
 */
@FunctionalInterface
public interface MuonWeights {
  /** All matrices: weights with two axes. */
  MuonWeights MATRICES = (path, weight) -> weight.rank() == 2 ? MuonDimensionNumbers.MATRIX : null;

  /** The meaning of a weight's axes; null where Adam is used. */
  @Nullable MuonDimensionNumbers dimensions(Path path, Tensor weight);
}
