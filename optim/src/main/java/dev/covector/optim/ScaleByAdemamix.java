package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByAdam}, with a second, slower average of gradients.
 *
 * <p>Pagliardini et al. 2024, "The AdEMAMix Optimizer: Better, Faster, Older".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByAdemamix().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param b3 the decay of the slow average
 * @param alpha the weight of the slow average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the averages; null for that of the parameters
 */
public record ScaleByAdemamix(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter b3,
    Hyperparameter alpha,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param countM2 the number of steps of the slow average, i32
   * @param m1 the fast average of gradients
   * @param m2 the slow average of gradients
   * @param nu the average of squares
   */
  public record State(Tensor count, Tensor countM2, Object m1, Object m2, Object nu)
      implements OptState {}

  ScaleByAdemamix() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(0.9999),
        Hyperparameter.of(6.0),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAdemamix b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByAdemamix b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code b3}: the decay of the slow average. */
  public ScaleByAdemamix b3(double b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code b3}: the decay of the slow average. */
  public ScaleByAdemamix b3(Tensor b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code b3}: the decay of the slow average. */
  public ScaleByAdemamix b3(Schedule b3) {
    return Components.with(this, "b3", b3);
  }

  /** These with another {@code alpha}: the weight of the slow average. */
  public ScaleByAdemamix alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the slow average. */
  public ScaleByAdemamix alpha(Tensor alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the slow average. */
  public ScaleByAdemamix alpha(Schedule alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByAdemamix eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByAdemamix epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the averages; null for that of the parameters.
   */
  public ScaleByAdemamix muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        Counts.zero(),
        Moments.zeros(params, muDtype),
        Moments.zeros(params, muDtype),
        Moments.zeros(params, muDtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_ademamix", state, State.class);
    Agreement.require(
        "scale_by_ademamix", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Scalar slow = Scalar.at(b3, s.countM2());
    Scalar weight = Scalar.at(alpha, s.countM2());
    Object m1 = Moments.update(updates, s.m1(), b1, 1);
    Object m2 = Moments.update(updates, s.m2(), slow, 1);
    Object nu = Moments.updateSquares(updates, s.nu(), b2);
    Tensor count = Counts.increment(s.count());
    P scaled =
        Leafwise.map(
            (g, fast, old, v) ->
                fast.plus(weight.times(old))
                    .div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
            updates,
            Moments.corrected(m1, b1, count),
            m2,
            Moments.corrected(nu, b2, count));
    return new Updated<>(
        scaled,
        new State(
            count,
            Counts.increment(s.countM2()),
            Moments.cast(m1, muDtype),
            Moments.cast(m2, muDtype),
            Moments.cast(nu, muDtype)));
  }
}
