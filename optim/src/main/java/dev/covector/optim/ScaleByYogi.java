package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByAdam}, with an average of squares that follows by a bounded step.
 *
 * <p>Zaheer et al. 2018, "Adaptive Methods for Nonconvex Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByYogi().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param initialAccumulator what both averages begin with
 */
public record ScaleByYogi(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter initialAccumulator)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of squares
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  ScaleByYogi() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-3),
        Hyperparameter.of(0.0),
        Hyperparameter.of(1e-6));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByYogi b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByYogi b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByYogi eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByYogi epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code initialAccumulator}: what both averages begin with. */
  public ScaleByYogi initialAccumulator(double initialAccumulator) {
    return Components.with(this, "initialAccumulator", initialAccumulator);
  }

  @Override
  public OptState init(Object params) {
    Scalar initial = Scalar.of("initialAccumulator", initialAccumulator);
    return new State(Counts.zero(), Moments.full(params, initial), Moments.full(params, initial));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_yogi", state, State.class);
    Agreement.require(
        "scale_by_yogi", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Scalar rest = b2.complement();
    Object nu =
        Leafwise.map(
            (v, g) -> {
              Tensor square = Squares.of(g);
              return v.minus(rest.times(v.minus(square).sign()).times(square));
            },
            s.nu(),
            updates);
    Tensor count = Counts.increment(s.count());
    P scaled =
        Leafwise.map(
            (g, m, v) -> m.div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
            updates,
            Moments.corrected(mu, b1, count),
            Moments.corrected(nu, b2, count));
    return new Updated<>(scaled, new State(count, mu, nu));
  }
}
