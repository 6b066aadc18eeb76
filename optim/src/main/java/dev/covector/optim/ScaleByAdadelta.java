package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Multiplies by the root of the average of squared updates over that of squared gradients.
 *
 * <p>Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", Algorithm 1.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByAdadelta().rho(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param rho the decay of both averages
 * @param eps what keeps both roots from 0, inside of them
 */
public record ScaleByAdadelta(Hyperparameter rho, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param squaredGradients the average of squared gradients
   * @param squaredUpdates the average of squared updates
   */
  public record State(Object squaredGradients, Object squaredUpdates) implements OptState {}

  ScaleByAdadelta() {
    this(Hyperparameter.of(0.9), Hyperparameter.of(1e-6));
  }

  /** These with another {@code rho}: the decay of both averages. */
  public ScaleByAdadelta rho(double rho) {
    return Components.with(this, "rho", rho);
  }

  /** These with another {@code eps}: what keeps both roots from 0, inside of them. */
  public ScaleByAdadelta eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    return new State(Moments.zeros(params), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_adadelta", state, State.class);
    Agreement.require(
        "scale_by_adadelta",
        "the gradients",
        updates,
        "the moments of the state",
        s.squaredGradients());
    Scalar rho = Scalar.of("rho", this.rho);
    Scalar eps = Scalar.of("eps", this.eps);
    Object gradients = Moments.update(updates, s.squaredGradients(), rho, 2);
    P scaled =
        Leafwise.map(
            (g, now, before) ->
                before.plus(eps.tensor()).sqrt().div(now.plus(eps.tensor()).sqrt()).times(g),
            updates,
            gradients,
            s.squaredUpdates());
    Object next = Moments.update(scaled, s.squaredUpdates(), rho, 2);
    return new Updated<>(scaled, new State(gradients, next));
  }
}
