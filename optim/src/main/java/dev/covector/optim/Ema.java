package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The average of updates over steps, with weights that fall exponentially.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.ema(0.9).debias(false), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param decay the decay of the average
 * @param debias whether it is corrected for having begun at 0
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public record Ema(Hyperparameter decay, boolean debias, @Nullable DType accumulatorDtype)
    implements GradientTransformation {
  /**
   * The average.
   *
   * @param count the number of steps, i32
   * @param ema the average
   */
  public record State(Tensor count, Object ema) implements OptState {}

  Ema(Hyperparameter decay) {
    this(decay, true, null);
  }

  /** These with another {@code debias}: whether it is corrected for having begun at 0. */
  public Ema debias(boolean debias) {
    return Components.with(this, "debias", debias);
  }

  /**
   * These with another {@code accumulatorDtype}: the dtype of what is accumulated; null for that of
   * the parameters.
   */
  public Ema accumulatorDtype(@Nullable DType accumulatorDtype) {
    return Components.with(this, "accumulatorDtype", accumulatorDtype);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params, accumulatorDtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("ema", state, State.class);
    Agreement.require("ema", "the gradients", updates, "the moments of the state", s.ema());
    Scalar decay = Scalar.of("decay", this.decay);
    P average =
        Leafwise.map((g, t) -> decay.complement().times(g).plus(decay.times(t)), updates, s.ema());
    Tensor count = Counts.increment(s.count());
    P given = debias ? Moments.corrected(average, decay, count) : average;
    return new Updated<>(given, new State(count, Moments.cast(average, accumulatorDtype)));
  }
}
