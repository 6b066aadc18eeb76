package dev.covector.optim;

import dev.covector.Shape;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by the distance that a tensor has come over the root of the sum of squared norms of
 * its gradients, for each tensor.
 *
 * <p>Ivgi et al. 2023, "DoG is SGD's Best Friend".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByDistanceOverGradients().repsRel(1e-6), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param repsRel the first distance, relative to 1 + the norm
 * @param eps what keeps the denominator from 0, outside of the root
 * @param globalScale a factor of all
 */
public record ScaleByDistanceOverGradients(
    Hyperparameter repsRel, Hyperparameter eps, Hyperparameter globalScale)
    implements GradientTransformation {
  /**
   * The way so far.
   *
   * @param maxDist the largest distance
   * @param gradSumOfSquares the sum of squared norms
   * @param initParams where it began
   */
  public record State(Object maxDist, Object gradSumOfSquares, Object initParams)
      implements OptState {}

  ScaleByDistanceOverGradients() {
    this(Hyperparameter.of(1e-6), Hyperparameter.of(1e-8), Hyperparameter.of(1.0));
  }

  /** These with another {@code repsRel}: the first distance, relative to 1 + the norm. */
  public ScaleByDistanceOverGradients repsRel(double repsRel) {
    return Components.with(this, "repsRel", repsRel);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByDistanceOverGradients eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code globalScale}: a factor of all. */
  public ScaleByDistanceOverGradients globalScale(double globalScale) {
    return Components.with(this, "globalScale", globalScale);
  }

  @Override
  public OptState init(Object params) {
    Scalar first = Scalar.of("repsRel", repsRel);
    return new State(
        Leafwise.map(p -> first.times(Squares.norm(p).plus(1)), params),
        Leafwise.map(p -> Numpy.zeros(Shape.of(), p.dtype()), params),
        Leafwise.map(Copies::of, params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_distance_over_gradients");
    }
    Agreement.check("scale_by_distance_over_gradients", updates, params);
    State s = Agreement.state("scale_by_distance_over_gradients", state, State.class);
    Agreement.require(
        "scale_by_distance_over_gradients",
        "the gradients",
        updates,
        "the moments of the state",
        s.initParams());
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar globalScale = Scalar.of("globalScale", this.globalScale);
    Object distances =
        Leafwise.map(
            (d, p, p0) -> Numpy.maximum(d, Squares.norm(p.minus(p0))),
            s.maxDist(),
            params,
            s.initParams());
    Object sums = Leafwise.map((n, g) -> n.plus(Squares.sum(g)), s.gradSumOfSquares(), updates);
    P scaled =
        Leafwise.map(
            (g, d, n) -> globalScale.times(d.div(n.plus(eps.tensor()).sqrt())).times(g),
            updates,
            distances,
            sums);
    return new Updated<>(scaled, new State(distances, sums, s.initParams()));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
