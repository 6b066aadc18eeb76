package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Momentum: each update is the gradient plus a part of the update before.
 *
 * <p>Polyak 1964; with Nesterov's look ahead, Sutskever et al. 2013, "On the Importance of
 * Initialization and Momentum in Deep Learning".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.trace(0.9).nesterov(true), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param decay the part of the update before
 * @param nesterov whether Nesterov's momentum is used
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public record Trace(Hyperparameter decay, boolean nesterov, @Nullable DType accumulatorDtype)
    implements GradientTransformation {
  /**
   * The momentum.
   *
   * @param trace the update before
   */
  public record State(Object trace) implements OptState {}

  Trace(Hyperparameter decay) {
    this(decay, false, null);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Trace nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /**
   * These with another {@code accumulatorDtype}: the dtype of what is accumulated; null for that of
   * the parameters.
   */
  public Trace accumulatorDtype(@Nullable DType accumulatorDtype) {
    return Components.with(this, "accumulatorDtype", accumulatorDtype);
  }

  @Override
  public OptState init(Object params) {
    return new State(Moments.zeros(params, accumulatorDtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("trace", state, State.class);
    Agreement.require("trace", "the gradients", updates, "the moments of the state", s.trace());
    Scalar decay = Scalar.of("decay", this.decay);
    P trace = Leafwise.map((g, t) -> g.plus(decay.times(t)), updates, s.trace());
    P given = nesterov ? Leafwise.map((g, t) -> g.plus(decay.times(t)), updates, trace) : trace;
    return new Updated<>(given, new State(Moments.cast(trace, accumulatorDtype)));
  }
}
