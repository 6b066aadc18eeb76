package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which weights are matrices, for {@link Muon} and {@link Galore}, and what their axes mean.
 *
 * <pre>{@code
 * MatrixWeights hidden =
 *     (path, weight) -> path.toString().startsWith("hidden") ? MatrixAxes.MATRIX : null;
 * GradientTransformation tx = Contrib.muon(0.02).weights(hidden);
 * OptState state = tx.init(Map.of("hidden", Numpy.ones(3, 2), "head", Numpy.ones(2, 2)));
 * }</pre>
 */
@FunctionalInterface
public interface MatrixWeights {
  /** All matrices: weights with two axes. */
  MatrixWeights MATRICES = (path, weight) -> weight.rank() == 2 ? MatrixAxes.MATRIX : null;

  /** The meaning of a weight's axes; null where it is none. */
  @Nullable MatrixAxes dimensions(Path path, Tensor weight);
}
