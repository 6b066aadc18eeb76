package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * The sign of a mean of the gradient and its average.
 *
 * <p>Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByLion().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the weight of the average in the update
 * @param b2 the decay of the average
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param mode how the mean becomes a sign
 * @param smoothBeta the slope at 0 of the smooth sign
 */
public record ScaleByLion(
    Hyperparameter b1,
    Hyperparameter b2,
    @Nullable DType muDtype,
    LionMode mode,
    Hyperparameter smoothBeta)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   */
  public record State(Tensor count, Object mu) implements OptState {}

  ScaleByLion() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.99),
        null,
        LionMode.HARD,
        Hyperparameter.of(1.0));
  }

  /** These with another {@code b1}: the weight of the average in the update. */
  public ScaleByLion b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average. */
  public ScaleByLion b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleByLion muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code mode}: how the mean becomes a sign. */
  public ScaleByLion mode(LionMode mode) {
    return Components.with(this, "mode", mode);
  }

  /** These with another {@code smoothBeta}: the slope at 0 of the smooth sign. */
  public ScaleByLion smoothBeta(double smoothBeta) {
    return Components.with(this, "smoothBeta", smoothBeta);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params, muDtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_lion", state, State.class);
    Agreement.require(
        "scale_by_lion", "the gradients", updates, "the moments of the state", s.mu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar smoothBeta = Scalar.of("smoothBeta", this.smoothBeta);
    P signs =
        Leafwise.map(
            (g, m) -> sign(b1.complement().times(g).plus(b1.times(m)), smoothBeta),
            updates,
            s.mu());
    Object mu = Moments.cast(Moments.update(updates, s.mu(), b2, 1), muDtype);
    return new Updated<>(signs, new State(Counts.increment(s.count()), mu));
  }

  private Tensor sign(Tensor x, Scalar slope) {
    return switch (mode) {
      case HARD -> x.sign();
      case SMOOTH -> slope.times(x).tanh();
      case REFINED -> Numpy.where(x.abs().lt(1), x, x.sign());
    };
  }
}
