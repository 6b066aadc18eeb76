package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The average of gradients that are divided by the root of the average of squares before them.
 *
 * <p>Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any beta2 with the Optimal
 * Rate".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByAdopt().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps the least root of the average of squares
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param useClipping whether scaled gradients are clipped
 * @param clipValue the bound by the number of the step
 */
public record ScaleByAdopt(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean useClipping,
    UnaryOperator<Tensor> clipValue)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of squares
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  /** The fourth root of the number of the step. */
  static final UnaryOperator<Tensor> ROOT = step -> step.pow(0.25);

  ScaleByAdopt() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.9999),
        Hyperparameter.of(1e-6),
        null,
        false,
        true,
        ScaleByAdopt.ROOT);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByAdopt b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleByAdopt b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: the least root of the average of squares. */
  public ScaleByAdopt eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleByAdopt muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public ScaleByAdopt nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /** These with another {@code useClipping}: whether scaled gradients are clipped. */
  public ScaleByAdopt useClipping(boolean useClipping) {
    return Components.with(this, "useClipping", useClipping);
  }

  /** These with another {@code clipValue}: the bound by the number of the step. */
  public ScaleByAdopt clipValue(UnaryOperator<Tensor> clipValue) {
    return Components.with(this, "clipValue", clipValue);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params, muDtype), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_adopt", state, State.class);
    Agreement.require(
        "scale_by_adopt", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor hasBegun = s.count().gt(0);
    Scalar squares = Scalar.of(Numpy.where(hasBegun, b2.tensor(), 0));
    Scalar mean = Scalar.of(Numpy.where(hasBegun, b1.tensor(), 1));
    Object nu = Moments.updateSquares(updates, s.nu(), squares);
    Tensor bound = clipValue.apply(s.count());
    P scaled =
        Leafwise.map(
            (g, v) -> {
              Tensor quotient = g.div(Numpy.maximum(v.sqrt(), eps.tensor()));
              return useClipping ? quotient.clip(bound.unaryMinus(), bound) : quotient;
            },
            updates,
            s.nu());
    Object mu = Moments.update(scaled, s.mu(), mean, 1);
    Object given = nesterov ? Moments.update(scaled, mu, mean, 1) : mu;
    return new Updated<>(
        Leafwise.map((g, m) -> m, updates, given),
        new State(Counts.increment(s.count()), Moments.cast(mu, muDtype), nu));
  }
}
