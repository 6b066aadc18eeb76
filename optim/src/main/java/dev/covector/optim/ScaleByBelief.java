package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByAdam}, with the average of squared deviations from the average.
 *
 * <p>Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed
 * Gradients".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByBelief().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param nesterov whether Nesterov's momentum is used
 */
public record ScaleByBelief(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    boolean nesterov)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of squared deviations
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  ScaleByBelief() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-16),
        Hyperparameter.of(1e-16),
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByBelief b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByBelief b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByBelief eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByBelief epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public ScaleByBelief nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_belief", state, State.class);
    Agreement.require(
        "scale_by_belief", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Object deviation = Leafwise.map((g, m) -> g.minus(m), updates, mu);
    Object nu =
        Leafwise.map(v -> v.plus(epsRoot.tensor()), Moments.updateSquares(deviation, s.nu(), b2));
    Tensor count = Counts.increment(s.count());
    Object mean =
        nesterov ? Moments.nesterov(updates, mu, b1, count) : Moments.corrected(mu, b1, count);
    P scaled =
        Leafwise.map(
            (g, m, v) -> m.div(v.sqrt().plus(eps.tensor())),
            updates,
            mean,
            Moments.corrected(nu, b2, count));
    return new Updated<>(scaled, new State(count, mu, nu));
  }
}
