package dev.covector.optim;

import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Divides by the root of the sum of all squares so far.
 *
 * <p>Duchi et al. 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByRss().initialAccumulator(0.1), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param initialAccumulator what the sum begins with
 * @param eps what keeps the denominator from 0, outside of the root
 */
public record ScaleByRss(Hyperparameter initialAccumulator, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The sums.
   *
   * @param sumOfSquares the sum of squares
   */
  public record State(Object sumOfSquares) implements OptState {}

  ScaleByRss() {
    this(Hyperparameter.of(0.1), Hyperparameter.of(1e-7));
  }

  /** These with another {@code initialAccumulator}: what the sum begins with. */
  public ScaleByRss initialAccumulator(double initialAccumulator) {
    return Components.with(this, "initialAccumulator", initialAccumulator);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByRss eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    return new State(Moments.full(params, Scalar.of("initialAccumulator", initialAccumulator)));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_rss", state, State.class);
    Agreement.require(
        "scale_by_rss", "the gradients", updates, "the moments of the state", s.sumOfSquares());
    Scalar eps = Scalar.of("eps", this.eps);
    Object sums = Leafwise.map((t, g) -> Squares.of(g).plus(t), s.sumOfSquares(), updates);
    P scaled =
        Leafwise.map(
            (g, t) -> Numpy.where(t.gt(0), Lax.rsqrt(t.plus(eps.tensor())), 0).times(g),
            updates,
            sums);
    return new Updated<>(scaled, new State(sums));
  }
}
