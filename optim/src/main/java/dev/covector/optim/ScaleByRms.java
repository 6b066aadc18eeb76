package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Divides by the root of the average of squares.
 *
 * <p>Tieleman & Hinton 2012, "RMSProp".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByRms().decay(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param decay the decay of the average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param initialScale what the average of squares begins with
 * @param epsInSqrt whether eps is inside of the root
 * @param biasCorrection whether averages are corrected for having begun at 0
 */
public record ScaleByRms(
    Hyperparameter decay,
    Hyperparameter eps,
    Hyperparameter initialScale,
    boolean epsInSqrt,
    boolean biasCorrection)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param nu the average of squares
   */
  public record State(Tensor count, Object nu) implements OptState {}

  ScaleByRms() {
    this(Hyperparameter.of(0.9), Hyperparameter.of(1e-8), Hyperparameter.of(0.0), true, false);
  }

  /** These with another {@code decay}: the decay of the average. */
  public ScaleByRms decay(double decay) {
    return Components.with(this, "decay", decay);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByRms eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code initialScale}: what the average of squares begins with. */
  public ScaleByRms initialScale(double initialScale) {
    return Components.with(this, "initialScale", initialScale);
  }

  /** These with another {@code epsInSqrt}: whether eps is inside of the root. */
  public ScaleByRms epsInSqrt(boolean epsInSqrt) {
    return Components.with(this, "epsInSqrt", epsInSqrt);
  }

  /**
   * These with another {@code biasCorrection}: whether averages are corrected for having begun at
   * 0.
   */
  public ScaleByRms biasCorrection(boolean biasCorrection) {
    return Components.with(this, "biasCorrection", biasCorrection);
  }

  @Override
  public OptState init(Object params) {
    Object nu = Moments.full(params, Scalar.of("initialScale", initialScale));
    return new State(Counts.zero(), nu);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_rms", state, State.class);
    Agreement.require("scale_by_rms", "the gradients", updates, "the moments of the state", s.nu());
    Scalar decay = Scalar.of("decay", this.decay);
    Scalar eps = Scalar.of("eps", this.eps);
    Object nu = Moments.updateSquares(updates, s.nu(), decay);
    Tensor count = Counts.increment(s.count());
    P scaled =
        Leafwise.map(
            (g, v) -> inverse(v, eps).times(g),
            updates,
            biasCorrection ? Moments.corrected(nu, decay, count) : nu);
    return new Updated<>(scaled, new State(count, nu));
  }

  private Tensor inverse(Tensor squares, Scalar eps) {
    return epsInSqrt
        ? Lax.rsqrt(squares.plus(eps.tensor()))
        : Numpy.divide(1, squares.sqrt().plus(eps.tensor()));
  }
}
