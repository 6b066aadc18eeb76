package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Divides gradients by the deviation that was known before them. {@link Acprop} steps by it.
 *
 * <p>Zhuang et al. 2021, "Momentum Centering and Asynchronous Update for Adaptive Gradient
 * Methods".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByAcprop().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 */
public record ScaleByAcprop(
    Hyperparameter b1, Hyperparameter b2, Hyperparameter eps, Hyperparameter epsRoot)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of squared deviations
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  ScaleByAcprop() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-16),
        Hyperparameter.of(1e-16));
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAcprop b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByAcprop b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByAcprop eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByAcprop epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_acprop", state, State.class);
    Agreement.require(
        "scale_by_acprop", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Object deviation = Leafwise.map((m, g) -> g.minus(m), s.mu(), updates);
    Object nu =
        Leafwise.map(v -> v.plus(epsRoot.tensor()), Moments.updateSquares(deviation, s.nu(), b2));
    Tensor count = Counts.increment(s.count());
    Tensor isFirst = s.count().eq(0);
    Object before = Moments.corrected(s.nu(), b2, Numpy.where(isFirst, count, s.count()));
    P scaled =
        Leafwise.map(
            (g, v) -> g.div(Numpy.where(isFirst, 1, v).sqrt().plus(eps.tensor())), updates, before);
    return new Updated<>(scaled, new State(count, mu, nu));
  }
}
