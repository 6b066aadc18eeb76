package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scales the update of a matrix by its shape, so that a rate fits all widths.
 *
 * <p>Jordan et al. 2024; with a consistent root mean square: Liu et al. 2025, "Muon is Scalable for
 * LLM Training".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByMuon(), Contrib.scaleByShape());
 * OptState state = tx.init(Numpy.ones(3, 2));
 * }</pre>
 *
 * @param weights the axes of the weights
 * @param consistentRms the root mean square that is aimed at; null for scaling by the ratio of
 *     outputs to inputs
 */
public record ScaleByShape(MatrixWeights weights, @Nullable Hyperparameter consistentRms)
    implements GradientTransformation {

  ScaleByShape() {
    this(MatrixWeights.MATRICES, null);
  }

  /** These with another {@code weights}: the axes of the weights. */
  public ScaleByShape weights(MatrixWeights weights) {
    return Components.with(this, "weights", weights);
  }

  /**
   * These with another {@code consistentRms}: the root mean square that is aimed at; null for
   * scaling by the ratio of outputs to inputs.
   */
  public ScaleByShape consistentRms(double consistentRms) {
    return Components.with(this, "consistentRms", consistentRms);
  }

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    List<Tensor> scaled = new ArrayList<>();
    List<Path> paths = TensorPaths.of(updates);
    for (Tensor g : Leafwise.tensors(updates)) {
      MatrixAxes axes = weights.dimensions(paths.get(scaled.size()), g);
      if (axes == null) {
        throw new OptimException(
            "scale_by_shape: " + paths.get(scaled.size()) + " has no dimension numbers");
      }
      double in = axes.fanIn(g);
      double out = axes.fanOut(g);
      scaled.add(
          consistentRms == null
              ? g.times(Math.sqrt(Math.max(1, out / in)))
              : Scalar.of("consistentRms", consistentRms)
                  .times(Math.sqrt(Math.max(in, out)))
                  .times(g));
    }
    return new Updated<>(Leafwise.replace(updates, scaled), state);
  }
}
