package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByDog}, with gradients weighted by the distance.
 *
 * <p>Khaled et al. 2023, "DoWG Unleashed: An Efficient Universal Parameter-Free Gradient Descent
 * Method".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByDowg().eps(1e-4), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param initEstimSqDist the first squared distance; null for eps
 * @param eps what keeps the denominator from 0, outside of the root
 */
public record ScaleByDowg(@Nullable Hyperparameter initEstimSqDist, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The way so far.
   *
   * @param initParams the initial parameters
   * @param weightedSqNormGrads the weighted sum of squared norms
   * @param estimSqDist the largest squared distance
   */
  public record State(Object initParams, Tensor weightedSqNormGrads, Tensor estimSqDist)
      implements OptState {}

  ScaleByDowg() {
    this(null, Hyperparameter.of(1e-4));
  }

  /** These with another {@code initEstimSqDist}: the first squared distance; null for eps. */
  public ScaleByDowg initEstimSqDist(double initEstimSqDist) {
    return Components.with(this, "initEstimSqDist", initEstimSqDist);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByDowg eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    Scalar first = Scalar.of("initEstimSqDist", initEstimSqDist == null ? eps : initEstimSqDist);
    return new State(
        Leafwise.map(Copies::of, params), Numpy.zeros(Shape.of(), dtype), first.strong(dtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_dowg");
    }
    Agreement.check("scale_by_dowg", updates, params);
    State s = Agreement.state("scale_by_dowg", state, State.class);
    Agreement.require(
        "scale_by_dowg", "the gradients", updates, "the moments of the state", s.initParams());
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor distance = TreeMath.squaredNorm(TreeMath.sub(s.initParams(), params));
    Tensor largest = Numpy.maximum(s.estimSqDist(), distance);
    Tensor sum = largest.times(TreeMath.squaredNorm(updates)).plus(s.weightedSqNormGrads());
    Tensor rate = largest.div(sum.sqrt().plus(eps.tensor()));
    State next =
        new State(
            s.initParams(),
            sum.astype(s.weightedSqNormGrads().dtype()),
            largest.astype(s.estimSqDist().dtype()));
    return new Updated<>(TreeMath.scale(rate, updates), next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
