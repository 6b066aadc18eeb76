package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ScaleByAdam}, with the largest average of squares so far.
 *
 * <p>Reddi et al. 2018, "On the Convergence of Adam and Beyond".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByAmsgrad().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param biasCorrectionMu whether the average of gradients is corrected for having begun at 0
 * @param biasCorrectionNu whether the average of squares is
 */
public record ScaleByAmsgrad(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    boolean biasCorrectionMu,
    boolean biasCorrectionNu)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of squares
   * @param nuMax the largest average of squares
   */
  public record State(Tensor count, Object mu, Object nu, Object nuMax) implements OptState {}

  ScaleByAmsgrad() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        true,
        true);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAmsgrad b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByAmsgrad b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByAmsgrad eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByAmsgrad epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleByAmsgrad muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /**
   * These with another {@code biasCorrectionMu}: whether the average of gradients is corrected for
   * having begun at 0.
   */
  public ScaleByAmsgrad biasCorrectionMu(boolean biasCorrectionMu) {
    return Components.with(this, "biasCorrectionMu", biasCorrectionMu);
  }

  /** These with another {@code biasCorrectionNu}: whether the average of squares is. */
  public ScaleByAmsgrad biasCorrectionNu(boolean biasCorrectionNu) {
    return Components.with(this, "biasCorrectionNu", biasCorrectionNu);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        Moments.zeros(params, muDtype),
        Moments.zeros(params),
        Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_amsgrad", state, State.class);
    Agreement.require(
        "scale_by_amsgrad", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    Object nu = Moments.updateSquares(updates, s.nu(), b2);
    Tensor count = Counts.increment(s.count());
    Object mean = biasCorrectionMu ? Moments.corrected(mu, b1, count) : mu;
    Object squares = biasCorrectionNu ? Moments.corrected(nu, b2, count) : nu;
    Object nuMax = Leafwise.map(Numpy::maximum, s.nuMax(), squares);
    P scaled =
        Leafwise.map(
            (g, m, v) -> m.div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
            updates,
            mean,
            nuMax);
    return new Updated<>(scaled, new State(count, Moments.cast(mu, muDtype), nu, nuMax));
  }
}
