package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Divides the averages of gradients and of their differences by the root of an average of squares.
 *
 * <p>Xie et al. 2022, "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep
 * Models".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByAdan().b1(0.98), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of differences
 * @param b3 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 */
public record ScaleByAdan(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter b3,
    Hyperparameter eps,
    Hyperparameter epsRoot)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param m the average of gradients
   * @param v the average of differences of gradients
   * @param n the average of squares
   * @param g the gradients of the step before
   * @param t the number of steps, i32
   */
  public record State(Object m, Object v, Object n, Object g, Tensor t) implements OptState {}

  ScaleByAdan() {
    this(
        Hyperparameter.of(0.98),
        Hyperparameter.of(0.92),
        Hyperparameter.of(0.99),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAdan b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of differences. */
  public ScaleByAdan b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code b3}: the decay of the average of squares. */
  public ScaleByAdan b3(double b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByAdan eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByAdan epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Moments.zeros(params),
        Moments.zeros(params),
        Moments.zeros(params),
        Moments.zeros(params),
        Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_adan", state, State.class);
    Agreement.require("scale_by_adan", "the gradients", updates, "the moments of the state", s.m());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar b3 = Scalar.of("b3", this.b3);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Tensor isFirst = s.t().eq(0);
    Object difference =
        Leafwise.map((old, g) -> Numpy.where(isFirst, 0, g.minus(old)), s.g(), updates);
    Object m = Moments.update(updates, s.m(), b1, 1);
    Object v = Moments.update(difference, s.v(), b2, 1);
    Scalar rest = b2.complement();
    Object ahead = Leafwise.map((g, d) -> g.plus(rest.times(d)), updates, difference);
    Object n = Moments.updateSquares(ahead, s.n(), b3);
    Tensor t = Counts.increment(s.t());
    P scaled =
        Leafwise.map(
            (g, mean, slope, squares) ->
                mean.plus(rest.times(slope))
                    .div(squares.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
            updates,
            Moments.corrected(m, b1, t),
            Moments.corrected(v, b2, t),
            Moments.corrected(n, b3, t));
    return new Updated<>(scaled, new State(m, v, n, updates, t));
  }
}
