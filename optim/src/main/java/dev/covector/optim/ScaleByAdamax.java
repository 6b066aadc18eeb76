package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByAdam}, with the largest absolute value, decayed, in place of the root of the
 * average of squares.
 *
 * <p>Kingma & Ba 2015, section 7.1.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByAdamax().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 */
public record ScaleByAdamax(Hyperparameter b1, Hyperparameter b2, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the largest absolute value, decayed
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  ScaleByAdamax() {
    this(Hyperparameter.of(0.9), Hyperparameter.of(0.999), Hyperparameter.of(1e-8));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAdamax b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByAdamax b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByAdamax eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_adamax", state, State.class);
    Agreement.require(
        "scale_by_adamax", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor count = Counts.increment(s.count());
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Object nu = Moments.updateInfinity(updates, s.nu(), b2, eps);
    P scaled = Leafwise.map((g, m, v) -> m.div(v), updates, Moments.corrected(mu, b1, count), nu);
    return new Updated<>(scaled, new State(count, mu, nu));
  }
}
