package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Divides the average of gradients by the root of the average of their squares, both corrected for
 * having begun at 0.
 *
 * <p>Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", Algorithm 1; with Nesterov's
 * momentum Dozat 2016.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByAdam().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public record ScaleByAdam(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of squares
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  ScaleByAdam() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAdam b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByAdam b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByAdam eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByAdam epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleByAdam muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public ScaleByAdam nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params, muDtype), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_adam", state, State.class);
    Agreement.require(
        "scale_by_adam", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Object nu = Moments.updateSquares(updates, s.nu(), b2);
    Tensor count = Counts.increment(s.count());
    Object mean =
        nesterov ? Moments.nesterov(updates, mu, b1, count) : Moments.corrected(mu, b1, count);
    P scaled =
        Leafwise.map(
            (g, m, v) -> m.div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
            updates,
            mean,
            Moments.corrected(nu, b2, count));
    nu = Leafwise.map((v, old) -> v.astype(old.dtype()), nu, s.nu());
    return new Updated<>(scaled, new State(count, Moments.cast(mu, muDtype), nu));
  }
}
