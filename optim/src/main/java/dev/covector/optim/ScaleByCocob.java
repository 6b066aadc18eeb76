package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Bets on coin flips: a step from the initial parameters without a learning rate.
 *
 * <p>Orabona & Tommasi 2017, "Training Deep Networks without Learning Rates Through Coin Betting".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByCocob().alpha(100.0), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param alpha how many of the largest gradients are bet at first
 * @param eps what the largest gradient begins with
 */
public record ScaleByCocob(Hyperparameter alpha, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The bets.
   *
   * @param initParticles the initial parameters
   * @param cumulativeGradients minus the sum of gradients
   * @param scale the largest absolute gradients
   * @param subgradients the sum of absolute gradients
   * @param reward what was won
   */
  public record State(
      Object initParticles,
      Object cumulativeGradients,
      Object scale,
      Object subgradients,
      Object reward)
      implements OptState {}

  ScaleByCocob() {
    this(Hyperparameter.of(100.0), Hyperparameter.of(1e-8));
  }

  /** These with another {@code alpha}: how many of the largest gradients are bet at first. */
  public ScaleByCocob alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code eps}: what the largest gradient begins with. */
  public ScaleByCocob eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    Scalar least = Scalar.of("eps", eps);
    return new State(
        Leafwise.map(Copies::of, params),
        Moments.zeros(params),
        Leafwise.map(p -> least.times(Numpy.onesLike(p)), params),
        Moments.zeros(params),
        Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_cocob");
    }
    Agreement.check("scale_by_cocob", updates, params);
    State s = Agreement.state("scale_by_cocob", state, State.class);
    Agreement.require(
        "scale_by_cocob", "the gradients", updates, "the moments of the state", s.scale());
    Scalar alpha = Scalar.of("alpha", this.alpha);
    Object largest = Leafwise.map((l, g) -> Numpy.maximum(l, g.abs()), s.scale(), updates);
    Object sum = Leafwise.map((t, g) -> t.plus(g.abs()), s.subgradients(), updates);
    Object reward =
        Leafwise.map(
            (r, g, p, p0) -> Numpy.maximum(r.minus(g.times(p.minus(p0))), 0),
            s.reward(),
            updates,
            params,
            s.initParticles());
    Object cumulative = Leafwise.map((c, g) -> c.minus(g), s.cumulativeGradients(), updates);
    P steps =
        Leafwise.map(
            (p, p0, c, l, t, r) -> {
              Tensor spread = Numpy.maximum(t.plus(l), alpha.times(l));
              return p0.plus(c.div(l.times(spread)).times(l.plus(r))).minus(p);
            },
            params,
            s.initParticles(),
            cumulative,
            largest,
            sum,
            reward);
    return new Updated<>(steps, new State(s.initParticles(), cumulative, largest, sum, reward));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
