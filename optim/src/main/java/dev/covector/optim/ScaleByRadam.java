package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByAdam}, rectified: the average of gradients alone until the average of squares
 * can be trusted.
 *
 * <p>Liu et al. 2020, "On the Variance of the Adaptive Learning Rate and Beyond", Algorithm 2.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByRadam().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param threshold the length of the average from which squares are used
 * @param nesterov whether Nesterov's momentum is used
 */
public record ScaleByRadam(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter threshold,
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

  ScaleByRadam() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        Hyperparameter.of(5.0),
        false);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByRadam b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByRadam b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByRadam eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByRadam epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code threshold}: the length of the average from which squares are used.
   */
  public ScaleByRadam threshold(double threshold) {
    return Components.with(this, "threshold", threshold);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public ScaleByRadam nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_radam", state, State.class);
    Agreement.require(
        "scale_by_radam", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Scalar threshold = Scalar.of("threshold", this.threshold);
    Tensor longest = Scalar.of(2).div(b2.complement()).plus(-1).tensor();
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Object nu = Moments.updateSquares(updates, s.nu(), b2);
    Tensor count = Counts.increment(s.count());
    Tensor power = b2.powInteger(count);
    Tensor length = longest.minus(count.times(2).times(power).div(Numpy.subtract(1, power)));
    Object mean =
        nesterov ? Moments.nesterov(updates, mu, b1, count) : Moments.corrected(mu, b1, count);
    Tensor rectification =
        length
            .minus(4)
            .times(length.minus(2))
            .times(longest)
            .div(longest.minus(4).times(longest.minus(2)).times(length))
            .sqrt();
    Tensor isTrusted = length.ge(threshold.tensor());
    P scaled =
        Leafwise.map(
            (g, m, v) ->
                Numpy.where(
                    isTrusted,
                    rectification
                        .astype(m.dtype())
                        .times(m)
                        .div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
                    m),
            updates,
            mean,
            Moments.corrected(nu, b2, count));
    return new Updated<>(scaled, new State(count, mu, nu));
  }
}
